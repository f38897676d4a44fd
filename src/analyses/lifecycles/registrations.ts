import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endOfFramework, watcherParameters } from '../../catalog/components.ts';
import { isTypeScript, topStatements } from '../../syntax/files.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { freeName } from '../acquisitions/new-names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isCallbackOfBeginning } from './begin-code.ts';
import type { Owner } from './owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;
type Imported = { readonly name: string; readonly by: TSESTree.ImportDeclaration };

/** A call that registers what runs at the end of an owner: behind which statement, and what it needs to be in sight. */
export interface Registration {
  readonly end: {
    readonly at: 'registration';
    readonly after: Node;
    readonly open: string;
    readonly close: string;
    readonly name: string;
  };
  readonly imported: Imported | null;
  /** Parameters that the function around it gets for that. */
  readonly parameters?: {
    readonly code: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;
    readonly text: string;
  };
}

/**
 * How the end of a component or a watcher is registered behind a statement: the one that acquires, or that declares the
 * variable of the handle. Errs towards `null`: in other callbacks it would be registered too late, and after an `await` with nobody.
 */
export function registrationFor(
  after: Node | undefined,
  owner: Owner,
  sourceCode: SourceCode,
  filename: string,
): Registration | null {
  if (!after || (after.type !== 'ExpressionStatement' && after.type !== 'VariableDeclaration')) return null;
  if (!/^(?:Program|BlockStatement|SvelteScriptElement)$/.test(after.parent.type)) return null;
  const home = functionOf(after);
  if ('async' in home && home.async) return null;
  if (owner.label === 'the watcher')
    return home === owner.node ? cleanupOfWatcher(owner.node, after, sourceCode, filename) : null;
  return home === owner.node || isCallbackOfBeginning(home, sourceCode) ? endOfComponent(after, sourceCode) : null;
}

/** `onUnmounted(() => …)`, where the framework of the file has such a hook. */
function endOfComponent(after: Node, sourceCode: SourceCode): Registration | null {
  const imports = topStatements(sourceCode).filter((statement) => statement.type === 'ImportDeclaration');
  for (const { module, hook } of endOfFramework) {
    const by = imports.find(
      ({ source, importKind, specifiers }) =>
        module.test(source.value) && importKind !== 'type' && specifiers.some(({ type }) => type === 'ImportSpecifier'),
    );
    if (!by) continue;
    const isThere = imports.some(({ specifiers }) => specifiers.some(({ local }) => local.name === hook));
    if (isThere) return registration(hook, after, null);
    // the import would clash with a name of the file, or be hidden by one
    return freeName(hook, after, sourceCode) === null ? null : registration(hook, after, { name: hook, by });
  }
  return null;
}

const registration = (hook: string, after: Node, imported: Imported | null): Registration => ({
  end: { at: 'registration', after, open: `${hook}(() => `, close: ');', name: `\`${hook}\`` },
  imported,
});

/** `onCleanup(() => …)` of the parameter that Vue gives to the callback of a watcher, which is added where it is missing. */
function cleanupOfWatcher(callback: Node, after: Node, sourceCode: SourceCode, filename: string): Registration | null {
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return null;
  const call = callback.parent;
  const names = call.type === 'CallExpression' ? watcherParameters.get(calledName(call) ?? '') : undefined;
  if (!names || call.type !== 'CallExpression') return null;
  const last = callback.params[names.length - 1];
  if (last) return last.type === 'Identifier' ? registration(last.name, after, null) : null;
  // a parameter that is written has the type that the declaration of the watcher gives it
  const types = typeQueriesOf(sourceCode);
  const declared = types.parameterKindOf(call, call.arguments.indexOf(callback), [], new Set());
  if (isTypeScript(filename) && declared !== 'other') return null;
  const missing = names.slice(callback.params.length);
  const hook = freeName(missing.at(-1)!, after, sourceCode);
  // `value => …` has no list to write in
  const before = callback.params[0] && sourceCode.getTokenBefore(callback.params[0])?.value;
  if (hook === null || (before !== undefined && before !== '(')) return null;
  const text = [...missing.slice(0, -1), hook].join(', ');
  return { ...registration(hook, after, null), parameters: { code: callback, text } };
}
