import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, propertyName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether the callback of a timer sets the state of the component that started it, so that it acts on what may have
 * ended: `setOpen(false)`, `count.value++`. Follows functions that it calls by name; errs towards "no".
 */
export function setsState(callback: Node | null, sourceCode: SourceCode): boolean {
  const reached = new Set<Node>(callback ? [callback] : []);
  for (const code of reached) {
    if (reached.size > 20) return false;
    let found = false;
    walk(code, sourceCode, (node) => {
      if (isFunction(node) && node !== code && !isRunAtOnce(node)) return 'skip';
      if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
        found ||= isSetter(node.callee, sourceCode);
        const called = functionNamed(node.callee, sourceCode);
        if (called) reached.add(called);
      }
      const target =
        node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
      found ||= target !== null && isRefValue(target, sourceCode);
      return undefined;
    });
    if (found) return true;
  }
  return false;
}

/**
 * Whether code stands in what a setter of React's state is given: `setLeft((before) => …)`. React does not run that any
 * more when the component has gone.
 */
export function isInUpdater(node: Node, sourceCode: SourceCode): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner;
    if (!isFunction(inner) || parent.type !== 'CallExpression' || parent.callee.type !== 'Identifier') continue;
    const isReact = (): boolean => /\buse(?:State|Reducer)\b/.test(sourceCode.text);
    if (parent.arguments[0] === inner && isSetter(parent.callee, sourceCode) && isReact()) return true;
  }
  return false;
}

const isRunAtOnce = ({ parent }: Node): boolean =>
  parent?.type === 'CallExpression' && /^(?:forEach|batch|startTransition|flushSync)$/.test(calledName(parent) ?? '');

/** The second name of `const [open, setOpen] = useState(false)`. */
function isSetter(callee: TSESTree.Identifier, sourceCode: SourceCode): boolean {
  const variable = variableOf(callee, sourceCode);
  const declarator = variable && onlyDeclaratorOf(variable);
  if (declarator?.id.type !== 'ArrayPattern' || declarator.init?.type !== 'CallExpression') return false;
  const isSecond = declarator.id.elements[1] === variable?.identifiers[0];
  return isSecond && /^(?:use(?:State|Reducer)|createSignal|createStore)$/.test(calledName(declarator.init) ?? '');
}

/** `count.value`, where `const count = ref(0)`. */
function isRefValue(target: Node, sourceCode: SourceCode): boolean {
  if (target.type !== 'MemberExpression' || propertyName(target) !== 'value') return false;
  const variable = variableOf(target.object, sourceCode);
  const init = variable && onlyDeclaratorOf(variable)?.init;
  return init?.type === 'CallExpression' && /^(?:ref|shallowRef|customRef)$/.test(calledName(init) ?? '');
}

/** `setTimeout(() => controller.abort(), ms)` */
export function abortsSomething(callback: Node | null): TSESTree.CallExpression | null {
  if (!callback || !('body' in callback) || !callback.body) return null;
  const body = callback.body as Node;
  const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
  const expression = only?.type === 'ExpressionStatement' ? only.expression : only;
  return expression?.type === 'CallExpression' && calledName(expression) === 'abort' ? expression : null;
}

/** Whether all that a timer does is to end its owner: `setTimeout(this.dispose, ms)`, `setTimeout(() => this.destroy(), ms)`. */
export function endsOwner({ arguments: [callback] }: TSESTree.CallExpression): boolean {
  if (!callback) return false;
  const body = isFunction(callback) && 'body' in callback ? callback.body : callback;
  const only = body && 'type' in body && body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
  const expression = only && 'type' in only && only.type === 'ExpressionStatement' ? only.expression : only;
  if (!expression || !('type' in expression)) return false;
  const method = expression.type === 'CallExpression' ? expression.callee : expression;
  return (
    method.type === 'MemberExpression' &&
    method.object.type === 'ThisExpression' &&
    teardownMethods.includes(propertyName(method) ?? '')
  );
}

/** For how long a forgotten timer may go on before that matters by itself. */
export const minute = 60_000;

/**
 * Whether a timer does nothing but abort an `AbortController` that the same function has made, to limit work that it
 * calls: that is over long before, as a rule, and the timer is still armed. A function that only gives the signal back
 * is a longer `AbortSignal.timeout()`, which nobody clears either; but that one does not keep a program alive, which
 * matters where it takes minutes. Errs towards "no".
 * @param usualDelay in milliseconds, where it is known
 */
export function abortsOwnController(
  callback: Node | null,
  start: Node,
  usualDelay: number | null,
  sourceCode: SourceCode,
): boolean {
  const abort = abortsSomething(callback);
  const object = abort?.callee.type === 'MemberExpression' ? abort.callee.object : null;
  const variable = object && variableOf(object, sourceCode);
  const declarator = variable && onlyDeclaratorOf(variable);
  const init = declarator?.init;
  if (init?.type !== 'NewExpression' || calledName(init) !== 'AbortController') return false;
  const home = variable?.scope.block;
  // the program's own lives as long as its timers
  if (!home || !isFunction(home) || !isWithin(start, home)) return false;
  if (usualDelay !== null && usualDelay >= minute) return true;
  return variable.references.some(({ identifier }) => !isWithin(identifier, start) && isHandedToCall(identifier));
}

/** Whether a value is an argument of a call, as it is, as a member, or in an object: `fetch(url, { signal: c.signal })`. */
function isHandedToCall(value: Node): boolean {
  let current = value;
  while (
    /^(?:MemberExpression|Property|ObjectExpression|SpreadElement|TSAsExpression)$/.test(current.parent?.type ?? '')
  )
    current = current.parent as Node;
  const { parent } = current;
  return (
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.arguments.includes(current as never)
  );
}
