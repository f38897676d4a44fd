import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { ownersAt } from '../lifecycles/owners.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether the cleanup of an effect clears what a variable held in an earlier render than the one that the timer is kept
 * in: each render of a component has a state variable, and a plain one, of its own. Errs towards "no".
 */
export function clearsEarlierRender(release: Node, { node, place }: TimerStart, sourceCode: SourceCode): boolean {
  if (place.at !== 'variable' || place.path.length > 0 || place.isMany) return false;
  const effect = ownersAt(release, sourceCode).find(({ kind }) => kind === 'effect');
  const dependencies = effect && dependenciesOf(effect.node);
  if (!effect || !dependencies) return false;
  const isStartedHere = isWithin(node, effect.node);
  if (isState(place.variable, sourceCode)) return isStartedHere || !lists(dependencies, place.variable, sourceCode);
  // started by a handler, which each render makes anew
  return (
    !isWithin(place.variable.identifiers[0]!, effect.node) &&
    place.write.type === 'AssignmentExpression' &&
    isOfRender(place.variable, sourceCode) &&
    isInHandler(node, place.variable.scope.block)
  );
}

/** The list behind the callback of an effect. */
function dependenciesOf({ parent }: Node): TSESTree.ArrayExpression | null {
  const list = parent?.type === 'CallExpression' ? parent.arguments[1] : undefined;
  return list?.type === 'ArrayExpression' ? list : null;
}

const lists = ({ elements }: TSESTree.ArrayExpression, variable: Variable, sourceCode: SourceCode): boolean =>
  elements.some((element) => element !== null && variableOf(element, sourceCode) === variable);

/** The first name of `const [timer, setTimer] = useState()`. */
export function isState(variable: Variable, sourceCode: SourceCode): boolean {
  const declarator = onlyDeclaratorOf(variable);
  return (
    declarator?.id.type === 'ArrayPattern' &&
    declarator.init?.type === 'CallExpression' &&
    calledName(declarator.init) === 'useState' &&
    variableOf(declarator.id.elements[0] ?? declarator.id, sourceCode) === variable
  );
}

/** A variable of the function that renders, of which each call has its own: one that holds state, and so is called again. */
function isOfRender({ scope }: Variable, sourceCode: SourceCode): boolean {
  return (
    isFunction(scope.block) &&
    ownersAt(scope.block as Node, sourceCode).every(({ kind }) => kind !== 'component') &&
    scope.variables.some((variable) => isState(variable, sourceCode))
  );
}

/** In a function that is neither an effect's nor kept over renders by a hook. */
function isInHandler(node: Node, render: Node): boolean {
  for (let current: Node | undefined = node.parent; current && current !== render; current = current.parent) {
    if (current.type === 'CallExpression' && /^use[A-Z]/.test(calledName(current) ?? '')) return false;
  }
  return true;
}
