import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isDecorated } from '../../syntax/class-syntax.ts';
import { isTypeScript } from '../../syntax/files.ts';
import { isFunction } from '../../syntax/functions.ts';
import { dottedName } from '../../syntax/names.ts';
import { isShadowedAt } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { findAcquisitions } from '../acquisitions/acquisitions.ts';
import { fieldFateOf, owningClassAt, type OwningClass, type Teardown } from './owning-classes.ts';

/**
 * A class that owns a disposable, releases it in a method, and has no dispose method, so that `using` cannot hold its
 * instances. Errs towards silence: a class with a base that could have the method, a decorator, or a method that a
 * framework calls is not one of them.
 */
export interface MissingProtocol {
  readonly owner: OwningClass;
  readonly teardown: Teardown;
  /** The dispose method that would call the teardown. */
  readonly code: string;
  readonly symbol: 'dispose' | 'asyncDispose';
}

/** The methods by which a class says that it is to be released, and that nobody but its users calls. */
const publicTeardowns = new Set(['dispose', 'disposeAsync', 'destroy', 'close']);
const frameworkMethod = /^(?:ng|on[A-Z]|component|connected|disconnected|host)/;

/** Every such class of a file. @param filename decides whether the method is written with its type */
export function findMissingProtocols(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
  filename: string,
): MissingProtocol[] {
  const { program } = typeQueriesOf(sourceCode);
  if (!program?.knowsDisposable || !program.knowsAsyncDisposable) return [];
  const found = new Map<OwningClass, MissingProtocol>();
  for (const { kind, position, producers, isMixed } of findAcquisitions(sourceCode, settings)) {
    // of a class that owns a server or a timer nobody expects that a block holds it
    if (!kind.disposal || kind.worksUnattended || kind.family === 'timer' || isMixed) continue;
    const owner = position.at === 'field' ? owningClassAt(producers[0].node) : null;
    if (position.at !== 'field' || !owner || found.has(owner) || !isPlain(owner, sourceCode)) continue;
    const teardown = owner.teardowns.find((candidate) => publicTeardowns.has(candidate.name) && isCallable(candidate));
    if (!teardown || fieldFateOf(owner, position.field, kind, sourceCode) !== 'released by the teardown') continue;
    found.set(owner, { owner, teardown, ...dispatchTo(teardown, filename, sourceCode) });
  }
  return [...found.values()];
}

/** Whether all that instances can do is written in the class itself, and nothing but its users ends them. */
function isPlain({ node, teardowns }: OwningClass, sourceCode: TSESLint.SourceCode): boolean {
  if (isShadowedAt('Symbol', node, sourceCode)) return false;
  if (node.superClass && dottedName(node.superClass) !== 'EventEmitter') return false;
  if (isDecorated(node) || teardowns.some(({ name }) => frameworkMethod.test(name))) return false;
  // `[disposeSymbol]()`: a symbol by a name of the project's own
  return !node.body.body.some(
    (member) => 'key' in member && member.computed && /dispose/i.test(dottedName(member.key)?.split('.').at(-1) ?? ''),
  );
}

/** The function of a teardown, be it a method or held by a field. */
function codeOf({
  method: { value },
}: Teardown): TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | null {
  return value?.type === 'FunctionExpression' || value?.type === 'ArrowFunctionExpression' ? value : null;
}

function isCallable(teardown: Teardown): boolean {
  const { accessibility } = teardown.method;
  const code = codeOf(teardown);
  return accessibility !== 'private' && accessibility !== 'protected' && code?.params.length === 0 && !code.generator;
}

function dispatchTo(
  teardown: Teardown,
  filename: string,
  sourceCode: TSESLint.SourceCode,
): Pick<MissingProtocol, 'code' | 'symbol'> {
  const { name } = teardown;
  const isTyped = isTypeScript(filename);
  const code = codeOf(teardown);
  const isAsync =
    teardown.isAsync || isDeclaredAsync(code?.returnType) || (code !== null && returnsPromise(code, sourceCode));
  return isAsync
    ? {
        symbol: 'asyncDispose',
        code: `async [Symbol.asyncDispose]()${isTyped ? ': Promise<void>' : ''} { await this.${name}(); }`,
      }
    : { symbol: 'dispose', code: `[Symbol.dispose]()${isTyped ? ': void' : ''} { this.${name}(); }` };
}

function isDeclaredAsync(returnType: TSESTree.TSTypeAnnotation | undefined): boolean {
  const declared = returnType?.typeAnnotation;
  return declared?.type === 'TSTypeReference' && dottedName(declared.typeName) === 'Promise';
}

function returnsPromise({ body }: { readonly body: TSESTree.Node }, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  if (body.type !== 'BlockStatement') return types.isThenable(body) !== false;
  let returns = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === 'ReturnStatement' && node.argument && types.isThenable(node.argument) !== false) returns = true;
    return undefined;
  });
  return returns;
}
