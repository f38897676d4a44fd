import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { RetainedSlice } from './retained-slices.ts';
import { isOf } from './slices.ts';

type Node = TSESTree.Node;

/** What is written in the place of an expression to store a copy, and how that is called in a message. */
export interface CopyPlan {
  readonly expression: Node;
  readonly code: string;
  readonly by: string;
}

/** How a copy of a slice can be stored. `null` where the type does not tell which way copies. */
export function copyPlanFor({ slice, stored }: RetainedSlice, sourceCode: TSESLint.SourceCode): CopyPlan | null {
  const text = sourceCode.getText(stored);
  const types = typeQueriesOf(sourceCode);
  const planned = (code: string, by: string): CopyPlan => ({ expression: stored, code, by });
  const made = withoutTypes(stored);
  // `structuredClone()` gives a text back as it is since Node 26.12
  if (slice.of === 'text') return isMadeText(made, text) ? planned(`[...${text}].join('')`, 'join()') : null;
  if (isOf('Buffer', stored, types) || (made.type === 'CallExpression' && dottedName(made.callee) === 'Buffer.from')) {
    const isBuffer = (variableOf(made, sourceCode)?.name ?? '') !== 'Buffer';
    return isBuffer ? planned(`Buffer.from(${text})`, 'Buffer.from()') : null;
  }
  if (made.type === 'NewExpression') {
    const name = dottedName(made.callee);
    if (name !== 'DataView') return planned(`${text}.slice()`, 'slice()');
    const code = copyOfDataView(made, sourceCode);
    return code === null ? null : planned(code, 'slice()');
  }
  if (types.typeNamesOf(stored)?.some(({ name, module }) => module === null && /^\w+Array$/.test(name)) !== true)
    return null;
  if (
    made.type === 'CallExpression' &&
    made.callee.type === 'MemberExpression' &&
    propertyName(made.callee) === 'subarray'
  ) {
    const args = made.arguments.map((argument) => sourceCode.getText(argument)).join(', ');
    return planned(`${sourceCode.getText(made.callee.object)}.slice(${args})`, 'slice()');
  }
  return planned(`${text}.slice()`, 'slice()');
}

/** The result of a method of a text; what a pattern finds, or an index, may be `undefined`. */
const isMadeText = (made: Node, text: string): boolean =>
  made.type === 'CallExpression' &&
  /^(slice|substring|substr|trim(Start|End)?)$/.test(calledName(made) ?? '') &&
  !text.includes('?.');

/** `new DataView(buffer, 8, 4)` becomes `new DataView(buffer.slice(8, 8 + 4))`. */
function copyOfDataView({ arguments: args }: TSESTree.NewExpression, sourceCode: TSESLint.SourceCode): string | null {
  const [buffer, offset, length] = args;
  if (!buffer || !offset || !length || [buffer, offset, length].some((node) => !isPlain(node))) return null;
  const [of, from, count] = [buffer, offset, length].map((node) => sourceCode.getText(node));
  return `new DataView(${of!}.slice(${from!}, ${from === '0' ? '' : `${from!} + `}${count!}))`;
}

/** Reading it twice gives the same. */
const isPlain = (node: Node): boolean => node.type === 'Literal' || dottedName(node) !== null;
