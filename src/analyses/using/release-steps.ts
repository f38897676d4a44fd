import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  disposeMethods,
  finalMethods,
  harmlessWords,
  restartWords,
  useDescriptor,
} from '../../catalog/after-release.ts';
import { releaseVerbs } from '../../catalog/naming.ts';
import { isNullish } from '../../syntax/constants.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isSameModule, originOf } from '../../syntax/origins.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;

/** What one reference to a variable does with its resource, as far as that matters after a release. */
export type Step =
  /** `statement` is there when it does nothing else. */
  | {
      readonly does: 'release';
      readonly at: Node;
      readonly name: string;
      readonly statement: TSESTree.Statement | null;
    }
  | { readonly does: 'use' | 'return'; readonly at: Node }
  | { readonly does: 'restart'; readonly at: Node }
  | { readonly does: 'write'; readonly at: Node; readonly isNull: boolean };

/** Whether a call could be a release, by its name alone. */
export function couldRelease(call: TSESTree.CallExpression): boolean {
  const callee = withoutTypes(call.callee);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : calledName(call);
  if (name === null) return false;
  return (
    finalMethods.has(name) || /^(close|end|move|quit|release|remove|unlock|stop|disconnect|cancel|abort)/.test(name)
  );
}

/** Errs towards `null`: nothing that would be wrong after a release. */
export function stepAt(identifier: Node, kind: ResourceKind, sourceCode: TSESLint.SourceCode): Step | null {
  let value = identifier;
  for (let outer = value.parent; outer; outer = value.parent) {
    const isWrapper =
      /^(TS(NonNull|As|Satisfies)Expression|TSTypeAssertion|ChainExpression)$/.test(outer.type) && outer !== value;
    if (!isWrapper) break;
    value = outer;
  }
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression' && parent.left === value) {
    return { does: 'write', at: parent, isNull: isNullish(parent.right) };
  }
  if (parent?.type === 'ReturnStatement') return kind.disposal ? { does: 'return', at: value } : null;
  if (kind.release.form === 'function') return functionStep(value, kind, sourceCode);
  if (parent?.type !== 'MemberExpression' || parent.object !== value) return null;
  let call = parent.parent;
  if (call.type === 'TSNonNullExpression') call = call.parent;
  if (call.type !== 'CallExpression' || withoutTypes(call.callee) !== parent) return null;
  const name = propertyName(parent);
  if (name === null) return null;
  if (isFinal(name, kind)) return { does: 'release', at: call, name, statement: statementOf(call) };
  const [first = ''] = name.split(/(?=[A-Z])/);
  if (restartWords.has(first)) return { does: 'restart', at: call };
  if (harmlessWords.has(first) || releaseVerbs.has(first) || kind.releaseMethods.has(name)) return null;
  return { does: 'use', at: call };
}

function isFinal(name: string, { id, release }: ResourceKind): boolean {
  if (id === null) return finalMethods.has(name);
  return (
    (release.form === 'self' && release.methods.includes(name)) ||
    name === 'Symbol.dispose' ||
    name === 'Symbol.asyncDispose'
  );
}

/** `closeSync(fd)`, `readSync(fd, …)`. */
function functionStep(value: Node, kind: ResourceKind, sourceCode: TSESLint.SourceCode): Step | null {
  const { release } = kind;
  const call = value.parent;
  if (kind.id !== 'node/file-descriptor' || release.form !== 'function') return null;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== value) return null;
  const origin = originOf(call.callee, sourceCode);
  if (!origin || !isSameModule(origin.module, release.from ?? null)) return null;
  if (release.functions.includes(origin.path))
    return { does: 'release', at: call, name: 'close', statement: statementOf(call) };
  return useDescriptor.has(`fs.${origin.path}`) ? { does: 'use', at: call } : null;
}

/** The statement that is nothing but a call, awaited or not. */
export function statementOf(call: Node): TSESTree.Statement | null {
  let outer = call.parent;
  while (outer?.type === 'AwaitExpression' || outer?.type === 'ChainExpression') outer = outer.parent;
  return outer?.type === 'ExpressionStatement' ? outer : null;
}

/** Whether two releases are the same: other names may be two steps of one end, as `end()` and `destroy()` are. */
export function isSameRelease(
  one: Extract<Step, { does: 'release' }>,
  other: Extract<Step, { does: 'release' }>,
): boolean {
  return one.name === other.name || (disposeMethods.has(one.name) && disposeMethods.has(other.name));
}
