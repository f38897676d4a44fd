import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import type { Growth } from './collection-uses.ts';
import type { Collection } from './collections.ts';
import type { SizeEvidence } from './size-evidence.ts';

type Node = TSESTree.Node;

/** What a heap snapshot calls the store inside a collection. */
const stores = { Map: 'table', Set: 'table', array: 'elements', object: 'properties' } as const;

/** The retention path of an entry, root first: `sessions → table → IncomingMessage`. */
export function pathOfEntry(
  found: { readonly collection: Collection; readonly growth: Growth; readonly size: SizeEvidence | null },
  sourceCode: TSESLint.SourceCode,
): string {
  const { collection, growth, size } = found;
  const { owner, holder, name, shape } = collection;
  const root = owner ? `${owner.id?.name ?? 'class'}${holder === 'static' ? '' : ' instance'} → ${name}` : name;
  const last = size?.label ?? entryInWords(growth, sourceCode);
  return [root, stores[shape], ...(last === null ? [] : [last])].join(' → ');
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
