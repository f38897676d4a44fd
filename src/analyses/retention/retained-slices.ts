import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import type { Growth } from './what-grows-and-shrinks.ts';
import { findCollections, type Collection } from './collections.ts';
import { stepsOf } from './entry-paths.ts';
import { repetitionOf } from './repetition.ts';
import { couldHaveSlices, sliceOf, type Slice } from './slices.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A slice that something keeps for long, and with it all of what it was cut from. */
export interface RetainedSlice {
  readonly holder: SliceHolder;
  readonly slice: Slice;
  /** The expression that is stored: the slice itself, or a constant that holds it. */
  readonly stored: Node;
  /** It is what the entry is found by: engines since V8 14 copy such a text. */
  readonly isKey: boolean;
  readonly confidence: 'high' | 'medium';
}

/** What keeps a slice: its name, what it is, where it is declared, and the path to the slice in a heap snapshot. */
export interface SliceHolder {
  readonly name: string;
  readonly what: string;
  readonly declared: Node;
  readonly steps: readonly string[];
}

const slicesByFile = new WeakMap<SourceCode, readonly RetainedSlice[]>();

/**
 * Slices in collections. `high` where entries stay for long: nothing removes them, or only the bound of a cache does.
 * Collections that are drained, and fields that hold what is left to read, are silent.
 */
export function findRetainedSlices(sourceCode: SourceCode): readonly RetainedSlice[] {
  let found = slicesByFile.get(sourceCode);
  if (!found) {
    found = (couldHaveSlices(sourceCode) ? findCollections(sourceCode) : []).flatMap((collection) => {
      if (collection.uses.some((use) => use.does === 'shrink' && use.how === 'drain')) return [];
      return collection.growths.flatMap((growth) => slicesIn(growth, collection, sourceCode));
    });
    slicesByFile.set(sourceCode, found);
  }
  return found;
}

function slicesIn(growth: Growth, collection: Collection, sourceCode: SourceCode): RetainedSlice[] {
  const repetition = repetitionOf(growth.node, sourceCode);
  if (repetition === 'once') return [];
  // the keys of a dictionary are copies
  const key = collection.shape === 'Map' ? growth.key : null;
  const holder: SliceHolder = {
    name: collection.name,
    what: `${collection.holder} ${collection.shape}`,
    declared: collection.id,
    steps: stepsOf(collection),
  };
  const parts = [...partsOf(growth.value, sourceCode), ...(key ? [key] : [])];
  return parts.flatMap((stored) => {
    const slice = sliceOf(stored, sourceCode);
    if (!slice) return [];
    const isSure =
      repetition === 'many' &&
      collection.holder !== 'instance' &&
      staysLong(collection) &&
      !isOneOfMany(growth, slice, sourceCode);
    const isKey = slice.of === 'text' && (stored === key || collection.shape === 'Set');
    return [{ holder, slice, stored, isKey, confidence: isSure ? 'high' : 'medium' } as const];
  });
}

/** The values that a literal written there holds, else the value itself. */
export function partsOf(node: Node | null, sourceCode: SourceCode, depth = 0): Node[] {
  if (!node || depth > 3) return [];
  const expression = withoutTypes(node);
  if (expression.type === 'ObjectExpression')
    return expression.properties.flatMap((property) =>
      property.type === 'Property' ? partsOf(property.value, sourceCode, depth + 1) : [],
    );
  if (expression.type === 'ArrayExpression')
    return expression.elements.flatMap((element) => partsOf(element, sourceCode, depth + 1));
  const variable = expression.type === 'Identifier' ? variableOf(expression, sourceCode) : null;
  const init = variable && onlyDeclaratorOf(variable)?.init;
  // `const entry = { head: packet.subarray(0, 4) };`
  return init?.type === 'ObjectExpression' ? partsOf(init, sourceCode, depth + 1) : [expression];
}

/** Nothing takes an entry out, or only when there are too many. */
function staysLong({ uses }: Collection): boolean {
  if (uses.some(({ does }) => does === 'escape')) return false;
  const isBounded = uses.some(({ does }) => does === 'measure');
  return isBounded || !uses.some(({ does }) => does === 'shrink');
}

/** Cut off in a loop that does not make the whole: the pieces together may be all of it. */
function isOneOfMany({ node }: Growth, { parent }: Slice, sourceCode: SourceCode): boolean {
  const root = variableOf(withoutTypes(parent), sourceCode)?.identifiers[0];
  const home = functionOf(node);
  for (let outer: Node | undefined = node.parent; outer && outer !== home; outer = outer.parent) {
    const isLoop = /^(For|While|DoWhile)/.test(outer.type);
    if (isLoop && !(root && root.range[0] >= outer.range[0] && root.range[1] <= outer.range[1])) return true;
  }
  return false;
}
