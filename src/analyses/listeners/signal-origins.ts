import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { connectionName, optionsName, taskName } from '../../catalog/listeners.ts';
import { isNullish } from '../../syntax/constants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { targetLifetimeOf } from './target-lifetimes.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Who gives a signal. `given`: the caller, for one of many pieces of work. `likely`: so it seems. `work`: it belongs to
 * one request or job, and goes with it. `own`: it is made here. Errs towards `unknown`, as of what a framework hands to a
 * callback, which it aborts in the end or forgets.
 */
export type SignalOrigin = 'given' | 'likely' | 'work' | 'own' | 'unknown';

export function signalOriginOf(signal: Node, sourceCode: SourceCode, depth = 0): SignalOrigin {
  const value = withoutTypes(signal);
  if (depth > 6) return 'unknown';
  switch (value.type) {
    case 'NewExpression':
    case 'CallExpression':
      // `AbortSignal.timeout(…)`, `anySignal([signal, …])`
      return 'own';
    case 'LogicalExpression':
      return joined([value.left, value.right], sourceCode, depth);
    case 'ConditionalExpression':
      return joined([value.consequent, value.alternate], sourceCode, depth);
    case 'Identifier': {
      const variable = variableOf(value, sourceCode);
      return variable ? originOfVariable(variable, sourceCode, depth) : 'unknown';
    }
    case 'MemberExpression': {
      const name = propertyName(value);
      return name === null ? 'unknown' : originOfMember(value.object, name, value, sourceCode, depth);
    }
    default:
      return 'unknown';
  }
}

function joined(values: readonly Node[], sourceCode: SourceCode, depth: number): SignalOrigin {
  return join(values.flatMap((value) => (isNullish(value) ? [] : signalOriginOf(value, sourceCode, depth + 1))));
}

/** Some of it made here, all of it may be; some of it given, it is likely given. */
function join(origins: readonly SignalOrigin[]): SignalOrigin {
  const [first = 'unknown'] = origins;
  if (origins.every((origin) => origin === first)) return first;
  if (origins.some((origin) => origin === 'own' || origin === 'work')) return 'own';
  return origins.some((origin) => origin === 'given' || origin === 'likely') ? 'likely' : 'unknown';
}

function originOfVariable(variable: Variable, sourceCode: SourceCode, depth: number): SignalOrigin {
  const [definition] = variable.defs;
  const [identifier] = variable.identifiers;
  if (!definition || !identifier || variable.defs.length !== 1) return 'unknown';
  const origins: SignalOrigin[] = [];
  const home: Node = definition.node;
  if (isFunction(home)) {
    if (home.type === 'StaticBlock') return 'unknown';
    origins.push(isHandedToFramework(home, sourceCode) ? 'unknown' : originOfParameter(identifier, home, sourceCode));
  }
  for (const { writeExpr, identifier: written } of variable.references) {
    const value = writeExpr && withoutTypes(writeExpr);
    // the default of a parameter says nothing of what callers give
    if (
      !value ||
      isNullish(value) ||
      (isFunction(home) && isWithin(written, home) && isWithin(value, parametersOf(home)))
    )
      continue;
    const name = nameInPattern(written);
    origins.push(
      name === null
        ? signalOriginOf(value, sourceCode, depth + 1)
        : originOfMember(value, name, null, sourceCode, depth + 1),
    );
  }
  return join(origins);
}

/** A node as wide as the parameters of a function. */
function parametersOf(home: Node): Node {
  const params = 'params' in home ? home.params : [];
  const [first, last] = [params[0], params.at(-1)];
  const range: [number, number] = first && last ? [first.range[0], last.range[1]] : [0, 0];
  return { ...home, range };
}

/** `signal` and `abortSignal` in `const { signal: abortSignal } = options`: the name of the property. */
function nameInPattern(identifier: Node): string | null {
  const value = identifier.parent?.type === 'AssignmentPattern' ? identifier.parent : identifier;
  const { parent } = value;
  return parent?.type === 'Property' && parent.parent.type === 'ObjectPattern'
    ? keyName(parent.key, parent.computed)
    : null;
}

/** `({ request: { signal } })` */
function isInPatternOfWork(identifier: Node): boolean {
  for (let outer = identifier.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type !== 'Property' || outer.value.type !== 'ObjectPattern') continue;
    const name = keyName(outer.key, outer.computed) ?? '';
    if (connectionName.test(name) || taskName.test(name)) return true;
  }
  return false;
}

/** `(signal)`, `({ signal })`: of the second the name of the parameter is not known. */
function originOfParameter(identifier: Node, home: Node, sourceCode: SourceCode): SignalOrigin {
  const parameters = 'params' in home ? home.params : [];
  const given = parameters.find((one) => isWithin(identifier, one));
  const pattern = given?.type === 'AssignmentPattern' ? given.left : given;
  const annotation = pattern && 'typeAnnotation' in pattern ? pattern.typeAnnotation : undefined;
  const type = annotation ? sourceCode.getText(annotation) : '';
  // `({ signal }: RequestContext)`
  const isOfWork =
    isInPatternOfWork(identifier) ||
    (nameInPattern(identifier) !== null && /\w*(?:Request|Context|Event|Job|Task)\b/.test(type));
  return isOfWork ? 'work' : 'given';
}

/** `extra` in `server.tool('sort', async (given, extra) => … extra.signal)`: a parameter of such a callback. */
function isOfFramework(holder: Node, sourceCode: SourceCode): boolean {
  const home = holder.type === 'Identifier' ? variableOf(holder, sourceCode)?.defs[0]?.node : undefined;
  return home !== undefined && isFunction(home) && isHandedToFramework(home, sourceCode);
}

/** `useQuery({ queryFn: ({ signal }) => … })`, `useQuery({ queryFn: load })`: a callback that a call or a component is given. */
function isHandedToFramework(home: Node, sourceCode: SourceCode): boolean {
  if (isPartOfGiven(home)) return true;
  const outer = home.type === 'FunctionDeclaration' ? home : home.parent;
  const id = outer?.type === 'FunctionDeclaration' || outer?.type === 'VariableDeclarator' ? outer.id : null;
  const references = (id && variableOf(id, sourceCode)?.references) ?? [];
  return references.some(({ init, identifier }) => init !== true && isPartOfGiven(identifier));
}

function isPartOfGiven(home: Node): boolean {
  let value = home;
  for (let outer = home.parent; outer; value = outer, outer = outer.parent) {
    if (outer.type === 'JSXExpressionContainer') return true;
    if (outer.type === 'Property' || outer.type === 'ObjectExpression' || outer.type === 'ArrayExpression') continue;
    if (outer.type !== 'CallExpression' && outer.type !== 'NewExpression') return false;
    return outer.callee !== value;
  }
  return false;
}

/** Where `holder.name` comes from, by what the holder is and by its name. */
function originOfMember(
  holder: Node,
  name: string,
  member: Node | null,
  sourceCode: SourceCode,
  depth: number,
): SignalOrigin {
  const object = withoutTypes(holder);
  const stored = member && originOfStored(member, sourceCode, depth);
  if (stored) return stored;
  if (object.type === 'ThisExpression') {
    const lifetime = member ? targetLifetimeOf(member, true, sourceCode) : 'unknown';
    return lifetime === 'owned' ? 'own' : lifetime === 'given' || lifetime === 'argument' ? 'given' : 'unknown';
  }
  const written = writtenIn(object, name, sourceCode);
  if (written) return signalOriginOf(written, sourceCode, depth + 1);
  // `getRequest().signal`
  if (object.type === 'CallExpression') return 'unknown';
  const called =
    object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? (propertyName(object) ?? '') : '';
  const isController = /controller$/i.test(called) || isMadeController(object, sourceCode);
  if (isController) return 'own';
  if (isOfFramework(object, sourceCode)) return 'unknown';
  if (optionsName.test(called)) return 'given';
  if (connectionName.test(called) || taskName.test(called)) return 'work';
  const lifetime = targetLifetimeOf(object, false, sourceCode);
  return lifetime === 'given' || lifetime === 'argument' ? 'likely' : lifetime === 'owned' ? 'own' : 'unknown';
}

/** `this.signal = controller.signal` somewhere in the file. */
function originOfStored(member: Node, sourceCode: SourceCode, depth: number): SignalOrigin | null {
  const key = keyOf(member, sourceCode);
  const origins: SignalOrigin[] = [];
  if (key === null) return null;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
    if (keyOf(node.left, sourceCode) === key && !isNullish(node.right))
      origins.push(signalOriginOf(node.right, sourceCode, depth + 1));
    return undefined;
  });
  return origins.length > 0 ? join(origins) : null;
}

/** The value that `const options = { signal: controller.signal }` has for a name. */
function writtenIn(object: Node, name: string, sourceCode: SourceCode): Node | null {
  const init = object.type === 'Identifier' ? variableOf(object, sourceCode)?.defs[0]?.node : undefined;
  const value = init?.type === 'VariableDeclarator' && init.init ? withoutTypes(init.init) : null;
  if (value?.type !== 'ObjectExpression') return null;
  for (const property of value.properties) {
    if (property.type === 'Property' && keyName(property.key, property.computed) === name) return property.value;
  }
  return null;
}

function isMadeController(object: Node, sourceCode: SourceCode): boolean {
  const made =
    object.type === 'Identifier'
      ? (variableOf(object, sourceCode)?.references ?? []).flatMap(({ writeExpr }) => writeExpr ?? [])
      : [object];
  return made.some((value) => {
    const init = withoutTypes(value);
    return init.type === 'NewExpression' && /Controller$/.test(sourceCode.getText(init.callee));
  });
}
