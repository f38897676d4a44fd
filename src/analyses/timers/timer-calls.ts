import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { hookName } from '../../catalog/components.ts';
import { clearNames, windowName } from '../../catalog/timers.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { producerAt } from '../acquisitions/producers.ts';
import { catalogedKind, type KnownAcquisitions, type ResourceKind } from '../acquisitions/resource-kinds.ts';

type Call = TSESTree.CallExpression;
type SourceCode = TSESLint.SourceCode;

/**
 * The kind of timer that a call starts; `null` when it starts none. Where the name does not lead to the platform's own
 * function it counts on a window (`ownerWindow.setInterval`), or taken from an object together with the function that
 * clears. Errs towards `null`.
 */
export function timerKindAt(node: Call, known: KnownAcquisitions, sourceCode: SourceCode): ResourceKind | null {
  const kind = producerAt(node, known, sourceCode)?.kind;
  if (kind?.family === 'timer') return kind;
  const resource = known
    .get(calledName(node) ?? '')
    ?.find((entry) => entry.resource.family === 'timer' && !('from' in entry.by))?.resource;
  if (!resource || resource.id === 'timer/debounced-function') return null;
  const isNamedSo =
    resource.release.form === 'owner'
      ? withoutTypes(node.callee).type === 'MemberExpression'
      : isOfWindow(node, sourceCode) || isTakenWithClear(node, sourceCode);
  return isNamedSo ? catalogedKind(resource) : null;
}

/** `ownerWindow.setInterval(…)`, `this.document.defaultView.setTimeout(…)`, `getWindow().requestAnimationFrame(…)` */
function isOfWindow(node: Call, sourceCode: SourceCode): boolean {
  const callee = withoutTypes(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const object = withoutTypes(callee.object);
  const types = typeQueriesOf(sourceCode).typeNamesOf(object);
  if (types?.some(({ name, module }) => name === 'Window' && module === null)) return true;
  const name =
    object.type === 'Identifier'
      ? object.name
      : object.type === 'MemberExpression'
        ? propertyName(object)
        : object.type === 'CallExpression'
          ? calledName(object)
          : null;
  return name !== null && windowName.test(name);
}

/** `const { setInterval, clearInterval } = timersOf(page)`: a hook's own may clear by themselves. */
function isTakenWithClear(node: Call, sourceCode: SourceCode): boolean {
  const variable = variableOf(node.callee, sourceCode);
  const declarator = variable && onlyDeclaratorOf(variable);
  if (declarator?.id.type !== 'ObjectPattern' || !declarator.init) return false;
  const { init, id } = declarator;
  if (init.type === 'CallExpression' && hookName.test(calledName(init) ?? '')) return false;
  return id.properties.some(
    (property) => property.type === 'Property' && clearNames.has(keyName(property.key, property.computed) ?? ''),
  );
}
