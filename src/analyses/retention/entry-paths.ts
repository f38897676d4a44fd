import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import type { Growth } from './what-grows-and-shrinks.ts';
import type { Collection } from './collections.ts';
import type { SizeEvidence } from './size-evidence.ts';
import type { Slice } from './slices.ts';

type Node = TSESTree.Node;

/** What a heap snapshot calls the store inside a collection. */
const stores = { Map: 'table', Set: 'table', array: 'elements', object: 'properties' } as const;

/** The retention path of an entry, root first: `sessions → table → IncomingMessage`. */
export function pathOfEntry(
  found: { readonly collection: Collection; readonly growth: Growth; readonly size: SizeEvidence | null },
  sourceCode: TSESLint.SourceCode,
): string {
  const last = found.size?.label ?? entryInWords(found.growth, sourceCode);
  return [...stepsOf(found.collection), ...(last === null ? [] : [last])].join(' → ');
}

/** The retention path of what a slice was cut from: `heads → table → view → ArrayBuffer of packet`. */
export function pathOfSlice(steps: readonly string[], slice: Slice, sourceCode: TSESLint.SourceCode): string {
  const parent = sourceCode.getText(slice.parent);
  const part = slice.of === 'bytes' ? ['view', `ArrayBuffer of ${parent}`] : ['sliced string', `parent ${parent}`];
  return [...steps, ...part].join(' → ');
}

/** The steps of a path to the store of a collection. */
export function stepsOf({ owner, holder, name, shape }: Collection): string[] {
  if (!owner) return [name, stores[shape]];
  return [`${owner.id?.name ?? 'class'}${holder === 'static' ? '' : ' instance'}`, name, stores[shape]];
}

/** The value as it is written when that is short, else its key. */
function entryInWords({ key, value }: Growth, sourceCode: TSESLint.SourceCode): string | null {
  const texts = [value, key].flatMap((node) => (node ? [inWords(node, sourceCode)] : []));
  return texts.find((text) => text !== null) ?? null;
}

function inWords(node: Node, sourceCode: TSESLint.SourceCode): string | null {
  const expression = withoutTypes(node);
  if (expression.type === 'ArrowFunctionExpression' || expression.type === 'FunctionExpression') return 'closure';
  if (expression.type === 'NewExpression' && expression.callee.type === 'Identifier') return expression.callee.name;
  const text = sourceCode.getText(expression);
  return expression.type === 'Literal' || text.length > 24 || text.includes('\n') ? null : text;
}
