import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import type { Confidence } from '../../catalog/schema.ts';
import { decoratorsOf, isDecorated } from '../../syntax/class-syntax.ts';
import { functionOf } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { positionOf } from '../../syntax/value-positions.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import { isOwningClass, lineageOf, type ClassNode, type OwningClass } from './class-members.ts';
import type { FieldHolding } from './field-holdings.ts';
import { verdictsOn, type ReleaseVerdict } from '../paths/release-paths.ts';
import { disposableKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;

/**
 * Whether the instances of a class without a teardown could end before the program does, so that what their fields
 * hold is lost. Errs towards "no": at high confidence only where the file itself makes an instance and lets it go.
 */
export function couldEnd(
  { owner, field, isMany, acquisition }: FieldHolding,
  least: Confidence,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (!isOwningClass(owner)) return false;
  const { node } = owner;
  // a server or a watcher that nothing stops is often meant to run as long as the program
  if (acquisition.kind.worksUnattended && least === 'high') return false;
  if (lineageOf(owner, sourceCode).hasOtherBase || isDecorated(node) || isSingleton(node, sourceCode)) return false;
  const lost = instancesOf(owner, { sync: true, async: false }, sourceCode).filter(
    ({ verdict }) => verdict === 'no path',
  );
  if (lost.length > 0) return true;
  return least !== 'high' && !isMany && isPrivate(owner, field);
}

function isPrivate({ node }: OwningClass, field: string): boolean {
  const declaration = node.body.body.find(
    (member) => 'key' in member && keyName(member.key, member.computed) === field,
  );
  return (
    field.startsWith('#') ||
    (declaration !== undefined && 'accessibility' in declaration && declaration.accessibility === 'private')
  );
}

/**
 * Whether there is one instance of a class, which lives as long as the program: top-level code makes it, a variable of
 * the module or a static field keeps it, here or in another file, or Angular's root provides it. Errs towards "yes":
 * one such instance of the file is enough.
 */
export function isSingleton(node: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  return (
    isProvidedInRoot(node) ||
    creationsOf(node, sourceCode).some((creation) => isKept(creation, node, sourceCode)) ||
    (node.id !== null && typeQueriesOf(sourceCode).singleInstances?.has(node.id.name) === true)
  );
}

/** `@Injectable({ providedIn: 'root' })` */
export const isProvidedInRoot = (node: ClassNode): boolean =>
  decoratorsOf(node).some(({ expression }) => {
    const [options] = expression.type === 'CallExpression' ? expression.arguments : [];
    if (options?.type !== 'ObjectExpression') return false;
    return options.properties.some(
      (property) =>
        property.type === 'Property' &&
        keyName(property.key, property.computed) === 'providedIn' &&
        property.value.type === 'Literal' &&
        (property.value.value === 'root' || property.value.value === 'platform'),
    );
  });

/** `export const service = new Service();`, `static instance = new Service();`, `Service.#it ??= new Service()`, `service ??= new Service()` */
function isKept(creation: TSESTree.NewExpression, node: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const home = functionOf(creation);
  if (home.type === 'Program' || (home.type === 'PropertyDefinition' && home.static)) return true;
  const position = positionOf(creation, sourceCode, keepArgument);
  if ('variable' in position && isModuleLevel(position.variable)) return true;
  const target = creation.parent.type === 'AssignmentExpression' ? creation.parent.left : null;
  const holder = target?.type === 'MemberExpression' ? target.object : target;
  if (holder?.type === 'ThisExpression') return isStaticOf(node, functionOf(holder).parent);
  const variable = holder && variableOf(holder, sourceCode);
  if (!variable) return false;
  return holder === target
    ? isModuleLevel(variable)
    : (sourceCode.getDeclaredVariables?.(node) ?? []).includes(variable);
}

const isStaticOf = (node: ClassNode, member: Node | undefined): boolean =>
  member?.type === 'MethodDefinition' && member.static && member.parent.parent === node;

/** Every `new C()` of the file. */
function creationsOf(node: ClassNode, sourceCode: TSESLint.SourceCode): readonly TSESTree.NewExpression[] {
  // a class has two names: one outside, and one inside itself
  return (sourceCode.getDeclaredVariables?.(node) ?? [])
    .flatMap(({ references }) => references)
    .flatMap(({ identifier }: { identifier: Node }) =>
      identifier.parent?.type === 'NewExpression' && identifier.parent.callee === identifier ? [identifier.parent] : [],
    );
}

/** What becomes of the instances that the file makes and holds in local variables, if the class were disposable. */
export function instancesOf(
  owner: OwningClass,
  protocol: { readonly sync: boolean; readonly async: boolean },
  sourceCode: TSESLint.SourceCode,
): readonly ReleaseVerdict[] {
  const name = owner.node.id?.name ?? null;
  const kind = disposableKind(name, { ...protocol, promised: false, couldBeNullish: false }, 'high');
  const acquisitions = creationsOf(owner.node, sourceCode).flatMap((node): Acquisition[] => {
    const position = positionOf(node, sourceCode, keepArgument);
    if (position.at !== 'variable' || position.expression !== node || isModuleLevel(position.variable)) return [];
    const producers = [{ node, kind, promised: false, couldBeNullish: false }] as const;
    const plain = { isAwaited: true, couldBeNullish: false, isConditional: false, couldBeFalsy: false, isMixed: false };
    return [{ kind, producers, position, ...plain }];
  });
  return verdictsOn(acquisitions, sourceCode, { exceptionPaths: false });
}
