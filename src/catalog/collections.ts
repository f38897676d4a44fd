/** Functions that are given a collection and neither change nor keep it. */
export const collectionReaders: ReadonlySet<string> = new Set([
  'Array.from',
  'Array.isArray',
  'JSON.stringify',
  'Map',
  'Object.entries',
  'Object.fromEntries',
  'Object.keys',
  'Object.values',
  'Promise.all',
  'Promise.allSettled',
  'Set',
  'String',
  'structuredClone',
  'util.inspect',
]);

/** Methods of maps, sets and arrays that read. */
export const readingMethods: ReadonlySet<string> = new Set([
  ...['has', 'keys', 'values', 'entries', 'forEach', 'union', 'intersection', 'difference', 'symmetricDifference'],
  ...[
    'isSubsetOf',
    'isSupersetOf',
    'isDisjointFrom',
    'map',
    'filter',
    'some',
    'every',
    'includes',
    'indexOf',
    'lastIndexOf',
  ],
  ...['findIndex', 'findLast', 'findLastIndex', 'join', 'slice', 'concat', 'reduce', 'reduceRight', 'flat', 'flatMap'],
  ...['toSorted', 'toReversed', 'toSpliced', 'with', 'toString'],
]);

/** Methods of arrays that change the order of the elements and return the array itself. */
export const reorderingMethods: ReadonlySet<string> = new Set(['sort', 'reverse']);
