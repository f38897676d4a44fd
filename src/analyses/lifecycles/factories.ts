import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enders, endHooks, entryEnders, finalTeardowns, starters } from '../../catalog/lifecycles.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { keyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { childrenOf } from '../../syntax/walk.ts';
import type { Lifecycle, Owner, ReleasePlace } from './owners.ts';
import { onlyReleases } from './releasing-code.ts';
import { beginHookOf } from './begin-code.ts';
import { isResultDropped, returnedBy } from './effects.ts';
import { registeredEnds } from './registered-ends.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A function whose caller ends what it has begun: by a member of the object that it returns (`stop`, `dispose`), or by
 * the function that it returns under such a name or that does nothing but release; and the entry of a VS Code extension.
 */
export const factoryOwner: Lifecycle = (candidate, sourceCode) => {
  if (!isFunction(candidate) || candidate.type === 'StaticBlock' || !candidate.body) return null;
  const extension = extensionOwner(candidate, sourceCode);
  if (extension) return extension;
  if (beginHookOf(candidate) !== null || isResultDropped(candidate, sourceCode)) return null;
  const returned = returnedBy(candidate, sourceCode, '').map(({ code }) => code);
  const places = returned.flatMap((code) => endersIn(code, sourceCode));
  if (!places.some(endsAll)) return null;
  const name = 'id' in candidate && candidate.id ? candidate.id.name : null;
  const label = name === null ? 'what this function returns' : `what \`${name}()\` returns`;
  return {
    kind: 'factory',
    label,
    node: candidate,
    releasePlaces: [...places, ...registeredEnds(candidate, sourceCode)],
    canRestart: !places.some(isFinal) && returned.some((code) => hasStarter(code, sourceCode)),
  };
};

const isFinal = ({ name }: ReleasePlace): boolean => finalTeardowns.has(name.replace(/[`()]/g, ''));

/** `return { start, stop };` */
function hasStarter(returned: Node, sourceCode: SourceCode): boolean {
  const value = valueOf(returned, sourceCode);
  return (
    value.type === 'ObjectExpression' &&
    value.properties.some(
      (property) => property.type === 'Property' && starters.has(keyName(property.key, property.computed) ?? ''),
    )
  );
}

/** `remove(item)`, `off(event, listener)` and `clear()` end what was added by others, and `abort()` what is going on just now. */
const endsAll = ({ name, code }: ReleasePlace): boolean =>
  !entryEnders.has(name.replace(/[`()]/g, '')) ||
  // of a function that is returned alone the caller has nothing else
  (isFunction(code) && code.parent?.type !== 'Property');

function endersIn(returned: Node, sourceCode: SourceCode): ReleasePlace[] {
  const value = valueOf(returned, sourceCode);
  if (value.type === 'ObjectExpression') {
    return value.properties.flatMap((property): ReleasePlace[] => {
      const name = property.type === 'Property' ? keyName(property.key, property.computed) : null;
      return property.type === 'Property' && name !== null && enders.has(name)
        ? [{ name: `\`${name}()\``, code: property.value }]
        : [];
    });
  }
  if (!isFunction(value) || value.type === 'StaticBlock') return [];
  // `return stop;`
  const name = returned.type === 'Identifier' ? returned.name : null;
  if (name !== null && enders.has(name)) return [{ name: `\`${name}()\``, code: value }];
  return onlyReleases(value) ? [{ name: 'the function that is returned', code: value }] : [];
}

/** The value that a constant or a function's name stands for. */
function valueOf(expression: Node, sourceCode: SourceCode): Node {
  const value = withoutTypes(expression);
  if (value.type !== 'Identifier') return value;
  const variable = variableOf(value, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (definition?.node.type === 'FunctionDeclaration' && definition.node.id === definition.name) return definition.node;
  const init = variable && onlyDeclaratorOf(variable)?.init;
  return init ? withoutTypes(init) : value;
}

/** `export function activate(context)`: ends by `context.subscriptions`, and by `deactivate()`. */
function extensionOwner(candidate: FunctionNode, sourceCode: SourceCode): Owner | null {
  if (candidate.type !== 'FunctionDeclaration' || candidate.id?.name !== 'activate') return null;
  if (candidate.parent.type !== 'ExportNamedDeclaration' || candidate.params.length === 0) return null;
  const places: ReleasePlace[] = [];
  const ends = new Set([...endHooks, 'push', 'add']);
  places.push(...registeredEnds(candidate, sourceCode, ends));
  for (const statement of sourceCode.ast.body) {
    for (const declaration of [statement, ...childrenOf(statement, sourceCode)]) {
      if (declaration.type === 'FunctionDeclaration' && declaration.id?.name === 'deactivate')
        places.push({ name: '`deactivate()`', code: declaration });
    }
  }
  return { kind: 'component', label: 'the extension', node: candidate, releasePlaces: places };
}
