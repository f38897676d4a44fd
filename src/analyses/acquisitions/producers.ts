import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { exemptTypes } from '../../catalog/exemptions.ts';
import { borrowedWords, ownedVerbs } from '../../catalog/naming.ts';
import type { AcquiredBy, Confidence, Resource } from '../../catalog/schema.ts';
import { classOfThis } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isSameModule, originOf, packageOf } from '../../syntax/origins.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf, type TypeName } from '../../type-queries/type-queries.ts';
import { calleeOf, type Callee } from '../callees/callee-bodies.ts';
import { endsItself } from './self-ending.ts';
import { catalogedKind, disposableKind, type KnownAcquisitions, type ResourceKind } from './resource-kinds.ts';
import { ownershipOfResult, type Ownership } from '../callees/result-ownership.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * A call or `new` that gives its caller a new resource to release.
 * Errs towards "no": what neither the catalog, a tag, the types nor the name settle is no producer,
 * or one of medium confidence, which only the strict presets report.
 */
export interface Producer {
  readonly node: Call;
  readonly kind: ResourceKind;
  /** The result is a promise of the handle. */
  readonly promised: boolean;
  readonly couldBeNullish: boolean;
}

/** Whether a call's name alone makes it worth asking for its type: `new`, a name of the catalog, a verb of making. */
export function couldProduce(node: Call, known: KnownAcquisitions): boolean {
  const name = calledName(node);
  return node.type === 'NewExpression' || (name !== null && (known.has(name) || confidenceOfName(name) === 'high'));
}

/** The producer at a call, if it is one. The order of the questions is the order of their authority. */
export function producerAt(node: Call, known: KnownAcquisitions, sourceCode: TSESLint.SourceCode): Producer | null {
  const name = calledName(node);
  const cataloged = catalogedProducer(node, known, sourceCode);
  if (cataloged && endsByOption(node, cataloged.kind)) return null;
  // `new Awareness(this)`: what is given its maker can end with it
  const isGivenMaker = node.arguments.some(({ type }) => type === 'ThisExpression');
  if (cataloged) return isGivenMaker ? { ...cataloged, kind: { ...cataloged.kind, confidence: 'low' } } : cataloged;

  const types = typeQueriesOf(sourceCode);
  const disposability = types.disposabilityOf(node);
  if (!disposability) return null;
  const typeNames = types.typeNamesOf(node) ?? [];
  if (typeNames.some(isExempt)) return null;

  const sure = node.type === 'NewExpression' ? 'high' : confidenceOfCall(node, name);
  if (!sure) return null;
  const confidence: Confidence = endsItself(node, sourceCode) ? 'low' : sure;
  const ofType = node.type === 'CallExpression' && catalogedByType(typeNames, known);
  if (ofType) {
    const kind = { ...catalogedKind(ofType), ...(confidence === 'high' ? {} : { confidence }) };
    return { node, kind, promised: disposability.promised, couldBeNullish: disposability.couldBeNullish };
  }
  const kind = disposableKind(typeNames[0]?.name.replace(/^__.*/, '') || null, disposability, confidence);
  return { node, kind, promised: disposability.promised, couldBeNullish: disposability.couldBeNullish };

  function confidenceOfCall(call: TSESTree.CallExpression, called: string | null): 'high' | 'medium' | null {
    const tags = types.tagsOf(call);
    if (tags.some((tag) => known.tags.owned.includes(tag))) return 'high';
    if (tags.some((tag) => known.tags.borrowed.includes(tag)) || types.aliasOf(call) !== null) return null;
    const byName = confidenceOfName(called);
    const callee = calleeOf(call, sourceCode);
    if (callee === 'declared') return byName;
    const ownership = callee ? ownershipOf(callee, known) : 'unknown';
    if (ownership === 'owned') return 'high';
    // code that cannot be read, or leaves it open, may keep what it makes and give it out as borrowed
    return ownership === 'unknown' && byName !== null ? 'medium' : null;
  }
}

/** The producer of what a call gives as a part of its result: a name of the pattern that takes it apart. */
export function partProducer(
  node: TSESTree.CallExpression,
  part: TSESTree.Identifier,
  sourceCode: TSESLint.SourceCode,
): Producer | null {
  const types = typeQueriesOf(sourceCode);
  // what is whole a resource is released as a whole
  if (confidenceOfName(calledName(node)) !== 'high' || !types.hasTypes || types.disposabilityOf(node)) return null;
  const disposability = types.disposabilityOf(part);
  const typeNames = types.typeNamesOf(part) ?? [];
  if (!disposability || disposability.promised || typeNames.some(isExempt)) return null;
  const confidence = calleeOf(node, sourceCode) === 'declared' ? 'high' : 'medium';
  const kind = disposableKind(typeNames[0]?.name.replace(/^__.*/, '') || null, disposability, confidence);
  return { node, kind, promised: false, couldBeNullish: disposability.couldBeNullish };
}

/** What the catalog knows of a type, for functions that the catalog does not know: `openLog(): Promise<FileHandle>`. */
function catalogedByType([type]: readonly TypeName[], known: KnownAcquisitions): Resource | null {
  if (!type) return null;
  for (const entries of known.values()) {
    for (const { by, resource } of entries) {
      if (resource.type === type.name && isSameModule(type.module, by.from === undefined ? null : packageOf(by.from)))
        return resource;
    }
  }
  return null;
}

/** Who owns what a function of the program gives. */
export function ownershipOf(callee: Callee, known: KnownAcquisitions): Ownership {
  return ownershipOfResult(callee, known, (call, { sourceCode }) => {
    const producer = producerAt(call, known, sourceCode);
    if (producer) return { kind: producer.kind };
    if (call.type === 'NewExpression') return 'unknown';
    const inner = calleeOf(call, sourceCode);
    if (inner && inner !== 'declared') return ownershipOf(inner, known);
    return confidenceOfName(calledName(call)) === null ? 'borrowed' : 'unknown';
  });
}

/** Whether a function's name says that its result is new, borrowed (`null`), or neither. */
export function confidenceOfName(name: string | null): 'high' | 'medium' | null {
  if (name === null) return 'medium';
  const [first = '', ...rest] = name.replace(/^[_$]+/, '').split(/(?=[A-Z])|_/);
  if (ownedVerbs.has(first.toLowerCase())) return 'high';
  if (borrowedWords.has(first.toLowerCase())) return null;
  // a lone noun names what is there: `page()`, `mainFrame()`
  return rest.length === 0 ? null : 'medium';
}

/** Whether a type is disposable by declaration, and no resource that its type alone can ask for. */
export function isExempt({ name, module }: TypeName): boolean {
  return exemptTypes.some((row) => row.names.includes(name) && isSameModule(row.from ?? null, module));
}

/** The last name of what is called; the exported one where an import renames it. */
function exportedName({ callee }: Call, called: string | null, sourceCode: TSESLint.SourceCode): string | null {
  const isRenamed =
    callee.type === 'Identifier' && variableOf(callee, sourceCode)?.defs[0]?.node.type === 'ImportSpecifier';
  return isRenamed ? (originOf(callee, sourceCode)?.path.split('.').at(-1) ?? called) : called;
}

function catalogedProducer(node: Call, known: KnownAcquisitions, sourceCode: TSESLint.SourceCode): Producer | null {
  for (const { by, resource } of known.get(exportedName(node, calledName(node), sourceCode) ?? '') ?? []) {
    if (!isAcquiredBy(node, by, sourceCode)) continue;
    const kind = catalogedKind(resource);
    const types = typeQueriesOf(sourceCode);
    // the callback form of the same method gives nothing
    if (kind.promised && types.isThenable(node) === false) continue;
    // Node has the protocol since a version that the catalog names; of a package only the installed types know
    const isNode = by.from === undefined || by.from.startsWith('node:');
    const canDispose = types.hasTypes ? kind.disposal !== null && types.disposabilityOf(node) !== null : isNode;
    return {
      node,
      kind: canDispose ? kind : { ...kind, disposal: null },
      promised: kind.promised,
      couldBeNullish: types.couldBeNullish(node) ?? false,
    };
  }
  return null;
}

function isAcquiredBy(node: Call, by: AcquiredBy, sourceCode: TSESLint.SourceCode): boolean {
  if ('method' in by) return node.type === 'CallExpression' && isMethodOf(node, by, sourceCode);
  const path = 'new' in by ? by.new : by.call;
  if ('new' in by !== (node.type === 'NewExpression')) return false;
  const origin = originOf(node.callee, sourceCode);
  if (!origin || !isSameModule(origin.module, by.from ?? null)) return false;
  // a default import is written under any name; the catalog lists the usual one
  return origin.path === path || (origin.path === '' && origin.module !== null && !path.includes('.'));
}

function isMethodOf(
  node: TSESTree.CallExpression,
  by: Extract<AcquiredBy, { method: string }>,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const callee = withoutTypes(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object);
  if (names && names.length > 0)
    return names.some(({ name, module }) => name === by.of && isSameModule(module, by.from ?? null));
  return isInstanceOf(callee.object, by, sourceCode);
}

/** Without types: a constant or field that holds `new Pool()` of the right module, or is annotated with an imported `Pool`. */
function isInstanceOf(
  object: TSESTree.Node,
  { of, from }: { readonly of: string; readonly from?: string },
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (from === undefined) return false;
  const { init, annotation } = declarationOf(withoutTypes(object), sourceCode);
  if (init?.type === 'NewExpression') {
    const origin = originOf(init.callee, sourceCode);
    return origin !== null && isSameModule(origin.module, from) && (origin.path.split('.').at(-1) || of) === of;
  }
  const type = annotation?.typeAnnotation;
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const origin = originOf(type.typeName, sourceCode);
  return origin !== null && isSameModule(origin.module, from) && (origin.path || of) === of;
}

interface Declaration {
  readonly init?: TSESTree.Node | null | undefined;
  readonly annotation?: TSESTree.TSTypeAnnotation | undefined;
}

/** What is written where a variable, or a field of `this`, is declared. */
function declarationOf(object: TSESTree.Node, sourceCode: TSESLint.SourceCode): Declaration {
  if (object.type === 'MemberExpression' && object.object.type === 'ThisExpression') {
    const name = propertyName(object);
    const member = classOfThis(object)?.body.body.find(
      (one) => 'key' in one && keyName(one.key, one.computed) === name,
    );
    if (member?.type !== 'PropertyDefinition' || name === null) return {};
    return { init: member.value, annotation: member.typeAnnotation };
  }
  const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  if (!variable) return {};
  return { init: onlyDeclaratorOf(variable)?.init, annotation: variable.identifiers[0]?.typeAnnotation };
}

/** `watch(path, { signal })`: an option through which it is released elsewhere, or ends by itself. */
function endsByOption(node: Call, kind: ResourceKind): boolean {
  const options = kind.endsByItself.options ?? [];
  return (
    options.length > 0 &&
    node.arguments.some(
      (argument) =>
        // options that are not written here could hold it
        (argument.type === 'Identifier' && /^opt(ion)?s?$/i.test(argument.name)) ||
        (argument.type === 'ObjectExpression' &&
          argument.properties.some(
            (property) =>
              property.type === 'SpreadElement' ||
              (property.key.type === 'Identifier' && options.includes(property.key.name)),
          )),
    )
  );
}
