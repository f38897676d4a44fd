import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { numberOf } from '../../syntax/constants.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isGlobal, onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf, type TypeQueries } from '../../type-queries/type-queries.ts';
import { isLarge, sizeOf, type SizeEvidence } from './size-evidence.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A small part that keeps a large whole: a view shares the memory of its buffer, and V8 makes a piece of a text, of 13
 * characters or more, a pointer into it. Errs towards `null`: the whole is known to be large, the part to be small.
 */
export interface Slice {
  readonly of: 'bytes' | 'text';
  readonly parent: Node;
  readonly parentSize: SizeEvidence | null;
  /** What makes the part. */
  readonly node: Node;
}

/** V8 copies pieces that are shorter. */
const shortestSlice = 13;

/** Whether a file names anything that makes a slice: the cheapest reason to look no further. */
export const couldHaveSlices = ({ text }: SourceCode): boolean =>
  /\.\s*(?:subarray|slice|substr(?:ing)?|split|match|exec)\b|\bBuffer\s*\.\s*from\b|\bnew\s+(?:\w+Array|DataView)\b/.test(
    text,
  );

/** The slice that an expression is, also through constants. */
export function sliceOf(node: Node, sourceCode: SourceCode, depth = 0): Slice | null {
  if (depth > 4) return null;
  const expression = withoutTypes(node);
  switch (expression.type) {
    case 'Identifier': {
      const variable = variableOf(expression, sourceCode);
      const declarator = variable && onlyDeclaratorOf(variable);
      if (!declarator?.init) return null;
      if (declarator.id.type === 'Identifier') return sliceOf(declarator.init, sourceCode, depth + 1);
      // `const [, id] = text.split(':')`
      return declarator.id.type === 'ArrayPattern' ? pieceOf(declarator.init, sourceCode) : null;
    }
    case 'NewExpression':
      return viewOf(expression, sourceCode);
    case 'CallExpression':
      return sliceOfCall(expression, sourceCode, depth);
    case 'MemberExpression':
      // `text.split(':')[1]`
      return expression.computed ? pieceOf(expression.object, sourceCode) : null;
    default:
      return null;
  }
}

function sliceOfCall(call: TSESTree.CallExpression, sourceCode: SourceCode, depth: number): Slice | null {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = calledName(call) ?? '';
  const { object } = callee;
  // trimming a piece leaves a piece
  if (/^trim(Start|End)?$/.test(name)) return sliceOf(object, sourceCode, depth + 1);
  if (name === 'at' || name === 'pop' || name === 'shift') return pieceOf(object, sourceCode);
  if (dottedName(callee) === 'Buffer.from') return viewOf(call, sourceCode);
  const types = typeQueriesOf(sourceCode);
  const isBytes = name === 'subarray' || (name === 'slice' && isOf('Buffer', object, types));
  if (isBytes) {
    const part: Slice = { of: 'bytes', parent: object, parentSize: largeSizeOf(object, sourceCode), node: call };
    return part.parentSize && isPart(call.arguments, object, sourceCode) ? part : null;
  }
  if (!/^(slice|substring|substr)$/.test(name) || !isText(object, name, types)) return null;
  const parentSize = largeSizeOf(object, sourceCode);
  if (!parentSize || !isPart(call.arguments, object, sourceCode) || isShort(call, name, sourceCode)) return null;
  return { of: 'text', parent: object, parentSize, node: call };
}

/** An element of `text.split(…)`, `text.match(…)`, `pattern.exec(text)`. */
function pieceOf(list: Node, sourceCode: SourceCode): Slice | null {
  const call = withoutTypes(list);
  if (call.type === 'LogicalExpression') return pieceOf(call.left, sourceCode);
  if (call.type === 'Identifier') {
    const variable = variableOf(call, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    return init && withoutTypes(init).type === 'CallExpression' ? pieceOf(init, sourceCode) : null;
  }
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return null;
  const name = propertyName(call.callee);
  const parent = name === 'split' || name === 'match' ? call.callee.object : name === 'exec' ? call.arguments[0] : null;
  const parentSize = parent && largeSizeOf(parent, sourceCode);
  return parentSize ? { of: 'text', parent, parentSize, node: call } : null;
}

/** `new Uint8Array(buffer, offset, length)`, `Buffer.from(arrayBuffer, offset, length)` */
function viewOf(call: TSESTree.NewExpression | TSESTree.CallExpression, sourceCode: SourceCode): Slice | null {
  const [parent, offset, length] = call.arguments;
  if (!parent || !offset || !length || call.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const callee = withoutTypes(call.callee);
  if (call.type === 'NewExpression') {
    const isView = callee.type === 'Identifier' && /^(DataView|\w+Array)$/.test(callee.name);
    if (!isView || !isGlobal(callee, sourceCode)) return null;
  }
  // the memory behind another view: as large as that is not known to be
  const base = withoutTypes(parent);
  const whole = base.type === 'MemberExpression' && propertyName(base) === 'buffer' ? base.object : parent;
  const parentSize = largeSizeOf(whole, sourceCode);
  return parentSize && !mentions(length, whole, sourceCode)
    ? { of: 'bytes', parent: whole, parentSize, node: call }
    : null;
}

function largeSizeOf(node: Node, sourceCode: SourceCode): SizeEvidence | null {
  const size = sizeOf(node, sourceCode);
  return isLarge(size) ? size : null;
}

/** Whether a slice leaves most of the whole out: it has an end, and not one that is counted from the end of the whole. */
function isPart(args: readonly Node[], whole: Node, sourceCode: SourceCode): boolean {
  const [start, end] = args;
  if (!start) return false;
  // the last few
  if (!end) return start.type === 'UnaryExpression' && start.operator === '-';
  return !(end.type === 'UnaryExpression' && end.operator === '-') && !mentions(end, whole, sourceCode);
}

function mentions(node: Node, whole: Node, sourceCode: SourceCode): boolean {
  return sourceCode.getText(node).includes(sourceCode.getText(whole));
}

function isShort({ arguments: [start, end] }: TSESTree.CallExpression, name: string, sourceCode: SourceCode): boolean {
  const [from, to] = [start, end].map((node) => (node ? signedNumberOf(node, sourceCode) : null));
  if (typeof from === 'number' && from < 0 && !end) return -from < shortestSlice;
  if (typeof to !== 'number') return false;
  return (name === 'substr' ? to : to - (from ?? 0)) < shortestSlice;
}

function signedNumberOf(node: Node, sourceCode: SourceCode): number | null {
  if (node.type !== 'UnaryExpression' || node.operator !== '-') return numberOf(node, sourceCode);
  const value = numberOf(node.argument, sourceCode);
  return value === null ? null : -value;
}

/** Only text has `substring`; arrays have `slice`, too, which copies. */
function isText(node: Node, method: string, types: TypeQueries): boolean {
  return types.hasTypes ? types.isPrimitive(node) === true : method !== 'slice';
}

/** Whether a value is of a built-in type of bytes; without types, whether its declaration says so. */
export function isOf(name: 'Buffer' | 'DataView', node: Node, types: TypeQueries): boolean {
  return types.typeNamesOf(node)?.some((type) => type.name === name) ?? false;
}
