import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isDecorated } from '../../syntax/class-syntax.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Producer } from '../acquisitions/producers.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';
import { returnedValuesOf, type ReturnedValue } from '../callees/returned-values.ts';

type Node = TSESTree.Node;

/**
 * A function that makes a resource for its callers in a form that does not tell them: a getter, which reads like
 * something that is kept, or a declared return type through which nothing can be released.
 * Errs towards silence: one value that may be kept, and the function is taken to give what is borrowed.
 */
export interface HiddenDuty {
  readonly hiddenBy: 'getter' | 'return type';
  /** The key of the getter, or the declared type. */
  readonly node: Node;
  readonly producer: Producer;
}

/** Every function of a file that hides from its callers that they have something to release. */
export function findHiddenDuties(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): HiddenDuty[] {
  const found: HiddenDuty[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (!isFunction(node) || node.type === 'StaticBlock') return undefined;
    const getter = getterOf(node);
    const declared = getter ? null : declaredTypeOf(node);
    if (!getter && !declared) return undefined;
    const producer = onlyProducer(returnedValuesOf(node, sourceCode, settings));
    if (!producer) return undefined;
    if (getter) found.push({ hiddenBy: 'getter', node: getter, producer });
    else if (declared && hidesRelease(declared, producer.kind, sourceCode))
      found.push({ hiddenBy: 'return type', node: declared, producer });
    return undefined;
  });
  return found;
}

/** What a function makes when it gives nothing else. */
function onlyProducer(values: readonly ReturnedValue[]): Producer | null {
  if (values.some(({ gives }) => gives === 'kept' || gives === 'unknown')) return null;
  return values.find((value) => value.gives === 'new')?.producer ?? null;
}

/** The key of the getter that a function is; a decorator may keep what it gives. */
function getterOf({ parent }: FunctionNode): Node | null {
  if (parent.type === 'Property') return parent.kind === 'get' ? parent.key : null;
  const isGetter = parent.type === 'MethodDefinition' && parent.kind === 'get' && !isDecorated(parent);
  return isGetter ? parent.key : null;
}

/** The declared type of a function's result, of what it is a promise of in an `async` one. */
function declaredTypeOf(node: Exclude<FunctionNode, TSESTree.StaticBlock>): TSESTree.TypeNode | null {
  const declared = node.returnType?.typeAnnotation;
  if (declared?.type !== 'TSTypeReference' || declared.typeName.type !== 'Identifier') return declared ?? null;
  return declared.typeName.name === 'Promise' ? (declared.typeArguments?.params[0] ?? null) : declared;
}

/** Iterating closes what is iterated. */
const iterating = ['Symbol.iterator', 'Symbol.asyncIterator'];

function hidesRelease(
  declared: TSESTree.TypeNode,
  { release, releaseMethods, worksUnattended }: ResourceKind,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (release.form !== 'self' || worksUnattended) return false;
  const types = typeQueriesOf(sourceCode);
  const ways = new Set([...releaseMethods, ...iterating]);
  const parts = (declared.type === 'TSUnionType' ? declared.types : [declared]).filter(
    ({ type }) => type !== 'TSNullKeyword' && type !== 'TSUndefinedKeyword',
  );
  return (
    parts.length > 0 &&
    parts.every(
      (part) =>
        !namesTypeParameter(part, sourceCode) &&
        // empty for `unknown`, `object` and the like, which say nothing
        (types.typeNamesOf(part)?.length ?? 0) > 0 &&
        types.disposabilityOf(part) === null &&
        types.hasMember(part, ways) === false,
    )
  );
}

function namesTypeParameter(type: TSESTree.TypeNode, sourceCode: TSESLint.SourceCode): boolean {
  let names = false;
  walk(type, sourceCode, (node) => {
    if (node.type === 'Identifier' && variableOf(node, sourceCode)?.defs[0]?.node.type === 'TSTypeParameter')
      names = true;
    return undefined;
  });
  return names;
}
