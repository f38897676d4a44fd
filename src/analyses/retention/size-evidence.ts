import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  bulkSources,
  collectionTypes,
  largeLength,
  largeTypes,
  requestNames,
  sizedCalls,
  smallSources,
  smallTexts,
  type BulkSource,
} from '../../catalog/sizes.ts';
import { numberOf } from '../../syntax/constants.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isSameModule, originOf, packageOf } from '../../syntax/origins.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { variableOf, type Reference, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf, type TypeName } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type SourceCode = TSESLint.SourceCode;

/**
 * Why a value is taken to be large. Errs towards "not": what neither its type (told by where it is declared,
 * not by its name alone) nor the code that makes it shows to be large has no evidence.
 */
export interface SizeEvidence {
  /**
   * - `large`: its type says so (bytes, trees, requests)
   * - `bulk`: the code that makes it says so (a file that is read, rows of a query, a long array)
   * - `possible`: a collection, or what a framework passes for a request
   * - `error`: an error, with its stack, its cause and what libraries attach
   */
  readonly grade: 'large' | 'bulk' | 'possible' | 'error';
  /** What it is, as it reads in parentheses: `Uint8ClampedArray`, `result of readFileSync()`. */
  readonly label: string;
}

/** Whether the evidence is enough to call a value large. */
export const isLarge = (evidence: SizeEvidence | null): evidence is SizeEvidence =>
  evidence?.grade === 'large' || evidence?.grade === 'bulk';

const evidenceByVariable = new WeakMap<Variable, { readonly evidence: SizeEvidence | null }>();

/** Whether what a variable holds is large, by everything that is written to it and by its type. */
export function sizeOfVariable(variable: Variable, sourceCode: SourceCode): SizeEvidence | null {
  let known = evidenceByVariable.get(variable);
  if (!known) {
    // a variable that is made of itself has no evidence by itself
    evidenceByVariable.set(variable, { evidence: null });
    evidenceByVariable.set(variable, (known = { evidence: computeSizeOf(variable, sourceCode) }));
  }
  return known.evidence;
}

function computeSizeOf(variable: Variable, sourceCode: SourceCode): SizeEvidence | null {
  const [definition] = variable.defs;
  const [name] = variable.identifiers;
  if (!definition || !name) return null;
  const kind = definition.type as string;
  if (kind === 'CatchClause') return { grade: 'error', label: 'a caught error' };
  // classes, functions, enums, imports and types are small, or there anyway
  if (kind !== 'Variable' && kind !== 'Parameter') return null;
  const written = variable.references.filter((reference) => reference.isWrite());
  const isDestructured =
    kind === 'Variable' && definition.node.type === 'VariableDeclarator' && name !== definition.node.id;
  const made = isDestructured
    ? [destructuredSize(name, definition.node, sourceCode)]
    : written.map((reference) => sizeOfWritten(reference, sourceCode));
  // what is passed for a parameter with a default is not seen here
  if (kind === 'Variable' && made.length > 0 && made.every((size) => size === 'small')) return null;
  const evident = made.filter((size): size is SizeEvidence => size !== null && size !== 'small');
  const bulk = evident.find(({ grade }) => grade === 'bulk');
  const types = typeQueriesOf(sourceCode);
  const isNumber = types.isPrimitive(name) === true && types.hasMember(name, textMembers) === false;
  if (isNumber) return null;
  return bulk ?? sizeByType(name, sourceCode) ?? evident[0] ?? sizeOfRequest(kind, name.name);
}

/** What a write puts there whole; not the parts that loops and patterns take out of something. */
function sizeOfWritten({ identifier, writeExpr }: Reference, sourceCode: SourceCode): SizeEvidence | 'small' | null {
  const { parent } = identifier;
  const isWhole =
    (parent.type === 'VariableDeclarator' && parent.init === writeExpr) ||
    (parent.type === 'AssignmentExpression' && parent.left === identifier && !/^[^?|&]=/.test(parent.operator)) ||
    (parent.type === 'AssignmentPattern' && parent.right === writeExpr);
  return isWhole && writeExpr ? sizeByMaking(writeExpr, sourceCode) : null;
}

const textMembers = new Set(['charCodeAt']);

const sizeOfRequest = (kind: string, name: string): SizeEvidence | null =>
  kind === 'Parameter' && requestNames.has(name) ? { grade: 'possible', label: 'the parameter of a request' } : null;

/** Whether the value of an expression is large. */
export function sizeOf(node: Node, sourceCode: SourceCode): SizeEvidence | null {
  const expression = withoutTypes(node);
  const variable = expression.type === 'Identifier' ? variableOf(expression, sourceCode) : null;
  if (variable && variable.defs.length > 0) return sizeOfVariable(variable, sourceCode);
  const made = sizeByMaking(expression, sourceCode);
  if (made === 'small') return null;
  return made?.grade === 'bulk' ? made : (sizeByType(expression, sourceCode) ?? made);
}

/** By the code that makes the value: all its leaves, the most telling first. */
function sizeByMaking(node: Node, sourceCode: SourceCode): SizeEvidence | 'small' | null {
  const sizes = leavesOf(node).leaves.map(({ node: leaf }) => sizeOfLeaf(leaf, sourceCode));
  if (sizes.length === 0 || sizes.every((size) => size === 'small')) return 'small';
  const evident = sizes.filter((size): size is SizeEvidence => size !== null && size !== 'small');
  return evident.find(isLarge) ?? evident[0] ?? null;
}

function sizeOfLeaf(node: Node, sourceCode: SourceCode): SizeEvidence | 'small' | null {
  switch (node.type) {
    case 'Literal':
      return 'small';
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      return variable && variable.defs.length > 0 ? sizeOfVariable(variable, sourceCode) : null;
    }
    case 'ArrayExpression':
      return { grade: 'possible', label: 'an array' };
    case 'NewExpression':
    case 'CallExpression':
      return sizeOfCall(node, sourceCode);
    case 'MemberExpression':
      // `(await pool.query(text)).rows`
      return propertyName(node) === 'rows' ? sizeByMaking(node.object, sourceCode) : null;
    default:
      return null;
  }
}

function sizeOfCall(call: Call, sourceCode: SourceCode): SizeEvidence | 'small' | null {
  const origin = originOf(call.callee, sourceCode);
  const global = origin?.module === null ? origin.path : null;
  const label = `result of ${global ?? calledName(call) ?? ''}()`;
  const [argument] = call.arguments;
  const length = lengthMadeBy(call, global, origin?.path ?? null, sourceCode);
  if (length !== null) {
    if (length < largeLength) return 'small';
    return { grade: 'bulk', label: call.type === 'NewExpression' ? (global ?? 'Array') : label };
  }
  if (smallSources.some((source) => isResultOf(call, source, sourceCode))) return 'small';
  if (global === 'JSON.parse') {
    if (!argument || argument.type === 'SpreadElement' || isSmallText(argument, sourceCode)) return 'small';
    return { grade: 'bulk', label };
  }
  if (bulkSources.some((source) => isResultOf(call, source, sourceCode))) return { grade: 'bulk', label };
  if (call.type === 'NewExpression' && origin) {
    const type = { name: origin.path, module: origin.module };
    if (isLargeType(type)) return isMadeOfLiterals(call) ? 'small' : { grade: 'large', label: origin.path };
    if (global && collectionTypes.includes(global)) return { grade: 'possible', label: collectionLabel(global) };
  }
  if (global === 'Buffer.from' && isMadeOfLiterals(call)) return 'small';
  return global === 'document.createElement' ? { grade: 'large', label: 'Element' } : null;
}

/** How long the array is that a call makes, when that stands in the code. */
function lengthMadeBy(call: Call, global: string | null, path: string | null, sourceCode: SourceCode): number | null {
  const [argument] = call.arguments;
  if (!argument || argument.type === 'SpreadElement') return null;
  if (global === 'Array.from' && argument.type === 'ObjectExpression') {
    const length = argument.properties.find(
      (property) =>
        property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'length',
    );
    return length?.type === 'Property' ? numberOf(length.value, sourceCode) : null;
  }
  const isSized =
    (path !== null && sizedCalls.has(path)) ||
    (call.type === 'NewExpression' && /^(\w*Array|\w*ArrayBuffer)$/.test(global ?? ''));
  if (!isSized) return fillsArray(call, sourceCode);
  return numberOf(argument, sourceCode);
}

/** `new Array(1e6).fill(0)` is as long as its receiver. */
function fillsArray({ callee }: Call, sourceCode: SourceCode): number | null {
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'fill') return null;
  const receiver = withoutTypes(callee.object);
  if (receiver.type !== 'NewExpression' && receiver.type !== 'CallExpression') return null;
  const origin = originOf(receiver.callee, sourceCode);
  return lengthMadeBy(receiver, origin?.module === null ? origin.path : null, origin?.path ?? null, sourceCode);
}

const isMadeOfLiterals = ({ arguments: [first] }: Call): boolean =>
  first?.type === 'Literal' ||
  (first?.type === 'ArrayExpression' && first.elements.every((element) => element?.type === 'Literal'));

/** The text that `JSON.parse` is given is a literal, a setting, an attribute or a message. */
function isSmallText(argument: Node, sourceCode: SourceCode): boolean {
  return leavesOf(argument).leaves.every(({ node }) => {
    if (node.type === 'Literal' || node.type === 'TemplateLiteral') return true;
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    if (variable?.defs.length && isLarge(sizeOfVariable(variable, sourceCode))) return false;
    const named = node.type === 'CallExpression' ? withoutTypes(node.callee) : node;
    return (
      dottedName(named)
        ?.split('.')
        .some((name) => smallTexts.has(name)) ?? false
    );
  });
}

function isResultOf(call: Call, source: BulkSource, sourceCode: SourceCode): boolean {
  const callee = withoutTypes(call.callee);
  if ('call' in source) {
    const name = source.call.slice(source.call.lastIndexOf('.') + 1);
    // most calls are told apart by name, before anything is followed to its origin
    if (calledName(call) !== name && callee.type !== 'Identifier') return false;
    const origin = originOf(callee, sourceCode);
    return origin !== null && isSameModule(origin.module, source.from ?? null) && origin.path === source.call;
  }
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== source.method) return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object);
  if (names === null || source.of.length === 0)
    return source.isTelling === true || isFetched(callee.object, sourceCode);
  return names.some((type) => source.of.includes(type.name) && isDeclaredBy(type, source.from));
}

/** `(await fetch(url)).json()`, also through a constant. */
function isFetched(node: Node, sourceCode: SourceCode): boolean {
  return leavesOf(node).leaves.some(({ node: leaf }) => {
    if (leaf.type === 'CallExpression') return originOf(leaf.callee, sourceCode)?.path === 'fetch';
    const variable = leaf.type === 'Identifier' ? variableOf(leaf, sourceCode) : null;
    const declarator = variable?.defs[0]?.node;
    return (
      declarator?.type === 'VariableDeclarator' &&
      !!declarator.init &&
      declarator.init !== node &&
      isFetched(declarator.init, sourceCode)
    );
  });
}

/** `const { rows } = await pool.query(text)` is as large as the result, other parts are not known to be. */
function destructuredSize(
  name: Node,
  { id, init }: TSESTree.VariableDeclarator,
  sourceCode: SourceCode,
): SizeEvidence | 'small' | null {
  if (!init || id.type !== 'ObjectPattern') return null;
  const isRows = id.properties.some(
    (property) =>
      property.type === 'Property' &&
      property.value === name &&
      property.key.type === 'Identifier' &&
      property.key.name === 'rows',
  );
  const size = isRows ? sizeByMaking(init, sourceCode) : null;
  return size === 'small' ? null : size;
}

/** By the type of an expression or of a declared name; without types, by its annotation. */
function sizeByType(node: Node, sourceCode: SourceCode): SizeEvidence | null {
  const names = typeQueriesOf(sourceCode).partNamesOf(node) ?? annotatedTypes(node, sourceCode);
  const large = names.find(isLargeType);
  if (large) return { grade: 'large', label: large.name };
  const collection = names.find(({ name, module }) => module === null && collectionTypes.includes(name));
  if (collection) return { grade: 'possible', label: collectionLabel(collection.name) };
  return names.some(({ name, module }) => name === 'Error' && isDeclaredBy({ name, module }, undefined))
    ? { grade: 'error', label: 'an error' }
    : null;
}

function collectionLabel(type: string): string {
  const name = type.replace('Readonly', '');
  return name === 'Array' ? 'an array' : `a ${name}`;
}

/** The types that the annotation of a name spells out, and that the file does not declare itself. */
function annotatedTypes(node: Node, sourceCode: SourceCode): readonly TypeName[] {
  const annotation = node.type === 'Identifier' ? node.typeAnnotation?.typeAnnotation : undefined;
  const parts = annotation?.type === 'TSUnionType' ? annotation.types : annotation ? [annotation] : [];
  return parts.flatMap((part): TypeName[] => {
    // `readonly string[]`
    if (part.type === 'TSTypeOperator' || part.type === 'TSArrayType') return [{ name: 'Array', module: null }];
    const origin = part.type === 'TSTypeReference' ? originOf(part.typeName, sourceCode) : null;
    return origin ? [{ name: origin.path.split('.').at(-1)!, module: origin.module }] : [];
  });
}

function isLargeType(type: TypeName): boolean {
  return largeTypes.some(
    ({ names, from }) =>
      names.includes(type.name) && (isDeclaredBy(type, from) || (type.name === 'Buffer' && type.module === null)),
  );
}

/** Whether a type is declared where it should be: Node's own globals are declared by the package of its types. */
function isDeclaredBy({ module }: TypeName, from: string | undefined): boolean {
  if (from === undefined) return module === null || /^(node|undici-types|node:globals|bun-types)$/.test(module);
  return module !== null && (isSameModule(module, from) || isSameModule(packageOf(module), packageOf(from)));
}
