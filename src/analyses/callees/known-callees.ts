import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { consumeArgument, onlyRead, tellListeners } from '../../catalog/callees.ts';
import { clearNames } from '../../catalog/timers.ts';
import { calledName, dottedName, isOneOf, propertyName } from '../../syntax/names.ts';
import { isSameModule, originOf } from '../../syntax/origins.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What a call does with an argument by the resource's own release and by what is known of its callee; `null` where nothing is. */
export function knownArgumentUse(
  call: Call,
  argument: number,
  { family, release }: ResourceKind,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'read' | null {
  if (release.form === 'function') {
    const origin = originOf(call.callee, sourceCode);
    const isRelease =
      origin && release.functions.includes(origin.path) && isSameModule(origin.module, release.from ?? null);
    // `clearInterval` of another module, or passed in, does the same
    if (isRelease || release.functions.some((name) => name.split('.').at(-1) === calledName(call))) return 'release';
  }
  if (release.form === 'owner' && release.methods.includes(calledName(call) ?? '')) return 'release';
  // `source.pipe(handle)`, `pipeline(source, handle)`: the stream is ended by what it is connected to
  if (consumeArgument.has(calledName(call) ?? '')) return 'release';
  // `clearTimeout(frame)`: of another kind, it stops nothing
  if (family === 'timer' && clearNames.has(calledName(call) ?? '')) return 'read';
  if (isOneOf(call.callee, onlyRead) || onlyRead.has(usualName(call, sourceCode))) return 'read';
  // a weak collection does not keep its keys
  if (argument === 0 && isWeak(call, sourceCode)) return 'read';
  if (tellListeners.has(calledName(call) ?? '')) return 'transfer';
  // `Promise.race([opening, timeout])` gives what it is given
  if (/^Promise\./.test(dottedName(call.callee) ?? '')) return 'transfer';
  return null;
}

function isWeak({ callee }: Call, sourceCode: TSESLint.SourceCode): boolean {
  if (callee.type !== 'MemberExpression' || !/^(add|set)$/.test(propertyName(callee) ?? '')) return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object) ?? [];
  return names.some(({ name, module }) => module === null && /^Weak(Map|Set)$/.test(name));
}

/** How a function of Node is usually written: `fs.readFileSync` for an imported `readFileSync`. */
function usualName(call: Call, sourceCode: TSESLint.SourceCode): string {
  const origin = originOf(call.callee, sourceCode);
  return origin?.module ? `${origin.module.replace(/^node:/, '')}.${origin.path}` : '';
}
