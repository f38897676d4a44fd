import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf, nodesWithin } from '../../syntax/nodes.ts';
import { isGlobal, isOfType, variableOf, type Variable } from '../../syntax/variables.ts';
import { isOfEachComponent } from '../lifecycles/components.ts';
import { useOfCollection, type CollectionUse, type Growth } from './what-grows-and-shrinks.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type CollectionShape = 'Map' | 'Set' | 'array' | 'object';

/** For how long a collection lives: as long as the program, or as long as the instances of its class. */
export type Holder = 'module' | 'static' | 'singleton' | 'instance';

/**
 * A collection that is made empty, with everything that the file does to it. Errs towards "escapes": whatever is not
 * known to read, add or remove could do either. A field counts when nothing outside of its class can reach it, and
 * then every access by its name counts, whatever object it is made on.
 */
export interface Collection {
  readonly name: string;
  readonly shape: CollectionShape;
  readonly holder: Holder;
  /** The name where it is declared. */
  readonly id: Node;
  readonly declaration: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition;
  readonly init: Node;
  /** The class whose field it is. */
  readonly owner: ClassNode | null;
  readonly uses: readonly CollectionUse[];
  readonly growths: readonly Growth[];
}

const collectionsByFile = new WeakMap<TSESLint.SourceCode, readonly Collection[]>();

/** The collections that live longer than a call: in variables of the module and in fields of classes. */
export function findCollections(sourceCode: TSESLint.SourceCode): readonly Collection[] {
  let found = collectionsByFile.get(sourceCode);
  if (!found) {
    found = [...variablesIn(sourceCode), ...fieldsIn(sourceCode)];
    collectionsByFile.set(sourceCode, found);
  }
  return found;
}

function variablesIn(sourceCode: TSESLint.SourceCode): Collection[] {
  return declaredVariables(couldBeEmpty, sourceCode).flatMap(({ variable, declaration }): Collection[] => {
    if (variable.defs.length !== 1 || declaration.id.type !== 'Identifier' || !isProgramLived(variable)) return [];
    if (isOfEachComponent(declaration, sourceCode)) return [];
    const init = declaration.init ?? lazyInitOf(variable);
    const shape = init && emptyShapeOf(init, sourceCode);
    if (!shape) return [];
    const uses: CollectionUse[] = isExported(declaration) ? [{ does: 'escape', node: declaration.id }] : [];
    for (const reference of variable.references) {
      if (reference.init || isOfType(reference)) continue;
      uses.push(useOfCollection(reference.identifier, shape, init));
    }
    const shared = { name: variable.name, shape, holder: 'module', id: declaration.id } as const;
    return [{ ...shared, declaration, init, owner: null, uses, growths: growthsIn(uses) }];
  });
}

/**
 * Every variable that one of these declarators declares, told by what it begins with, if with anything; the scopes
 * list those of the platform's libraries too, for each file.
 */
export function declaredVariables(
  couldBeginWith: (init: Node | null) => boolean,
  sourceCode: TSESLint.SourceCode,
): { readonly variable: Variable; readonly declaration: TSESTree.VariableDeclarator }[] {
  return nodesOf('VariableDeclarator', sourceCode).flatMap((declaration) =>
    couldBeginWith(declaration.init && withoutTypes(declaration.init))
      ? sourceCode.scopeManager!.getDeclaredVariables(declaration).map((variable) => ({ variable, declaration }))
      : [],
  );
}

/** By the kind of expression alone; a variable that begins with nothing may be filled later. */
const couldBeEmpty = (init: Node | null): boolean =>
  init === null ||
  init.type === 'NewExpression' ||
  (init.type === 'ArrayExpression' && init.elements.length === 0) ||
  (init.type === 'ObjectExpression' && init.properties.length === 0) ||
  (init.type === 'CallExpression' && init.callee.type === 'MemberExpression');

function fieldsIn(sourceCode: TSESLint.SourceCode): Collection[] {
  const found: Collection[] = [];
  for (const node of classesIn(sourceCode)) {
    for (const declaration of node.body.body) {
      if (declaration.type !== 'PropertyDefinition' || !isHidden(declaration, node)) continue;
      const name = keyName(declaration.key, declaration.computed);
      const init = declaration.value ?? (name === null ? null : madeInConstructor(name, node));
      const shape = init && couldBeEmpty(withoutTypes(init)) ? emptyShapeOf(init, sourceCode) : null;
      if (name === null || !init || !shape) continue;
      const uses = (accessesIn(node, sourceCode).get(name) ?? []).flatMap((access): CollectionUse[] => {
        const use = useOfCollection(access, shape, init);
        // another object may have a field of the same name: what removes there counts, what adds there does not
        return use.does === 'grow' && !isOwnField(access, node) ? [] : [use];
      });
      const holder = holderOf(declaration, node, sourceCode);
      const shared = { name, shape, holder, id: declaration.key } as const;
      found.push({ ...shared, declaration, init, owner: node, uses, growths: growthsIn(uses) });
    }
  }
  return found;
}

/** `this.name = new Map();`, a statement of the constructor. */
function madeInConstructor(name: string, owner: ClassNode): Node | null {
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const statement of member.value.body?.body ?? []) {
      const assignment = statement.type === 'ExpressionStatement' ? statement.expression : null;
      if (assignment?.type !== 'AssignmentExpression' || assignment.left.type !== 'MemberExpression') continue;
      const { left } = assignment;
      if (left.object.type === 'ThisExpression' && propertyName(left) === name) return assignment.right;
    }
  }
  return null;
}

/** Every class of a file: declarations, then expressions. */
export const classesIn = (sourceCode: TSESLint.SourceCode): readonly ClassNode[] => [
  ...nodesOf('ClassDeclaration', sourceCode),
  ...nodesOf('ClassExpression', sourceCode),
];

/** For how long a field lives. */
export function holderOf(
  field: TSESTree.PropertyDefinition,
  owner: ClassNode,
  sourceCode: TSESLint.SourceCode,
): Holder {
  return field.static ? 'static' : isSingleton(owner, sourceCode) ? 'singleton' : 'instance';
}

/** `this.name`, `Owner.name` */
function isOwnField(access: Node, owner: ClassNode): boolean {
  if (access.type !== 'MemberExpression') return false;
  const { object } = access;
  return object.type === 'ThisExpression' || (object.type === 'Identifier' && object.name === owner.id?.name);
}

const growthsIn = (uses: readonly CollectionUse[]): Growth[] =>
  uses.flatMap((use) => (use.does === 'grow' ? use.growths : []));

const accessesByClass = new WeakMap<ClassNode, ReadonlyMap<string, readonly Node[]>>();

/** Every `x.name` in a class, and every pattern that takes a name out of an object. */
export function accessesIn(owner: ClassNode, sourceCode: TSESLint.SourceCode): ReadonlyMap<string, readonly Node[]> {
  const known = accessesByClass.get(owner);
  if (known) return known;
  const accesses = new Map<string, Node[]>();
  accessesByClass.set(owner, accesses);
  const add = (name: string | null, node: Node): void => {
    if (name === null) return;
    const group = accesses.get(name);
    if (group) group.push(node);
    else accesses.set(name, [node]);
  };
  for (const node of nodesWithin(owner, 'MemberExpression', sourceCode)) add(propertyName(node), node);
  for (const node of nodesWithin(owner, 'Property', sourceCode)) {
    if (node.parent.type === 'ObjectPattern') add(keyName(node.key, node.computed), node);
  }
  return accesses;
}

/** The type of the keys, where it is written: `Map<Kind, …>`, `Set<Kind>`, `Record<Kind, …>`. */
export function keyTypeOf({ declaration, init }: Collection): Node | null {
  const declared =
    declaration.type === 'PropertyDefinition' ? declaration.typeAnnotation : declaration.id.typeAnnotation;
  const annotation = declared?.typeAnnotation ?? ('typeAnnotation' in init ? init.typeAnnotation : undefined);
  if (annotation?.type === 'TSTypeReference') return annotation.typeArguments?.params[0] ?? null;
  return init.type === 'NewExpression' ? (init.typeArguments?.params[0] ?? null) : null;
}

/** Variables of the module, of a script, of a namespace, or of a function that the module calls on the spot. */
export function isProgramLived({ scope }: Variable): boolean {
  if (scope.type === 'module' || scope.type === 'global') return true;
  if ((scope.type as string) === 'tsModule') return true;
  if (scope.type !== 'function') return false;
  const { block } = scope;
  // CommonJS: the module is a function
  if (block.type === 'Program') return true;
  const isCalledOnTheSpot = block.parent?.type === 'CallExpression' && block.parent.callee === block;
  return isCalledOnTheSpot && (scope.upper?.type === 'module' || scope.upper?.type === 'global');
}

/** `let cache; … cache ??= new Map();` */
function lazyInitOf(variable: Variable): Node | null {
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  const assignment = write?.identifier.parent;
  if (writes.length !== 1 || assignment?.type !== 'AssignmentExpression') return null;
  return assignment.operator === '??=' || assignment.operator === '||=' ? assignment.right : null;
}

function emptyShapeOf(init: Node, sourceCode: TSESLint.SourceCode): CollectionShape | null {
  const value = withoutTypes(init);
  if (value.type === 'ArrayExpression') return value.elements.length === 0 ? 'array' : null;
  if (value.type === 'ObjectExpression') return value.properties.length === 0 ? 'object' : null;
  if (value.type === 'CallExpression') return dottedName(value.callee) === 'Object.create' ? 'object' : null;
  if (value.type !== 'NewExpression' || value.callee.type !== 'Identifier' || !isGlobal(value.callee, sourceCode))
    return null;
  const { name } = value.callee;
  if (name === 'Map' || name === 'Set') return name;
  return name === 'Array' && value.arguments.length === 0 ? 'array' : null;
}

const isExported = (declarator: TSESTree.VariableDeclarator): boolean =>
  declarator.parent.parent.type === 'ExportNamedDeclaration';

/** Nobody outside of the class can name the field. */
function isHidden(field: TSESTree.PropertyDefinition, owner: ClassNode): boolean {
  if (field.key.type === 'PrivateIdentifier' || field.accessibility === 'private') return true;
  if (field.accessibility === 'protected') return false;
  return /^_/.test(keyName(field.key, field.computed) ?? '') && owner.superClass === null;
}

/** One instance, made once by the module or by the class itself, and nobody else can make another. */
function isSingleton(owner: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const references = (sourceCode.scopeManager?.getDeclaredVariables(owner) ?? []).flatMap((own) => own.references);
  const creations = references.flatMap(({ identifier: { parent } }) =>
    parent?.type === 'NewExpression' ? parent : [],
  );
  if (owner.parent.type === 'NewExpression' && owner.parent.callee === owner) creations.push(owner.parent);
  const [creation] = creations;
  if (!creation || creations.length > 1) return false;
  const hasPrivateConstructor = owner.body.body.some(
    (member) =>
      member.type === 'MethodDefinition' && member.kind === 'constructor' && member.accessibility === 'private',
  );
  const isKnownOutside =
    owner.parent.type.startsWith('Export') ||
    references.some(({ identifier: { parent } }) => parent?.type === 'ExportSpecifier');
  return isMadeOnce(creation, owner, sourceCode) && (!isKnownOutside || hasPrivateConstructor);
}

/** At the top level, or where there was none: `instance ??= new Store()`, `if (!instance) instance = new Store()`. */
function isMadeOnce(creation: Node, owner: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const { parent } = creation;
  if (parent?.type === 'AssignmentExpression' && parent.right === creation) {
    if (!isOneForAll(parent.left, owner, sourceCode)) return false;
    if (parent.operator !== '=') return true;
    const block = parent.parent.parent;
    const test = (block?.type === 'BlockStatement' ? block.parent : block) as Node | undefined;
    return test?.type === 'IfStatement' && namesIn(test.test).has(dottedName(parent.left) ?? '');
  }
  for (let outer = parent; outer && outer !== owner; outer = outer.parent) if (isFunction(outer)) return false;
  // a static field's initialiser runs once, an instance field's would run for each
  return parent?.type !== 'PropertyDefinition' || parent.static || parent.parent.parent !== owner;
}

/** A variable of the module, or a static field of the class; what an object or a call has, each may have. */
function isOneForAll(target: Node, owner: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const root = target.type === 'MemberExpression' ? target.object : target;
  if (root.type === 'ThisExpression') {
    const method = functionOf(root).parent;
    return method?.type === 'MethodDefinition' && method.static && method.parent.parent === owner;
  }
  const variable = variableOf(root, sourceCode);
  return variable !== null && (variable.name === owner.id?.name || isProgramLived(variable));
}

/** `instance` in `!instance`, `instance === undefined`. */
function namesIn(test: Node): Set<string> {
  const operands =
    test.type === 'UnaryExpression' ? [test.argument] : test.type === 'BinaryExpression' ? [test.left, test.right] : [];
  return new Set(operands.map((operand) => dottedName(operand) ?? ''));
}
