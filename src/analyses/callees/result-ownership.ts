import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { positionOf } from '../../syntax/value-positions.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isInBodyOf, returnedBy, type Callee } from './callee-bodies.ts';
import { useOf } from '../acquisitions/handle-uses.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Who owns what a function gives, read from what it returns: its caller, because it is new (`owned`); somebody
 * else, because it is a field, a parameter, an element or has been stored (`borrowed`); now the one, now the
 * other (`mixed`). Errs towards `unknown`: one return that is not understood leaves all of it open.
 *
 * `returned-values.ts` tells value by value what a function gives, for the rules on functions themselves. There `kept`
 * has to be sure; here what could be somebody's counts as `borrowed`, for which a caller is never reported.
 */
export type Ownership = 'owned' | 'borrowed' | 'mixed' | 'unknown';

/** What a call gives: a new resource of this kind, or who owns it otherwise. */
export type GivenBy = (call: Call, callee: Callee) => { readonly kind: ResourceKind } | Ownership;

const ownerships = new WeakMap<object, WeakMap<object, Ownership>>();

/** @param context what `givenBy` depends on; the answer is kept for each */
export function ownershipOfResult(callee: Callee, context: object, givenBy: GivenBy): Ownership {
  let known = ownerships.get(context);
  if (!known) ownerships.set(context, (known = new WeakMap<object, Ownership>()));
  let ownership = known.get(callee.identity);
  if (ownership === undefined) {
    // a function that returns what it gets from itself learns nothing from that
    known.set(callee.identity, 'unknown');
    const returned = returnedBy(callee) ?? [];
    ownership = joined(returned.flatMap((value) => new Result(callee, givenBy).of(value)));
    known.set(callee.identity, ownership);
  }
  return ownership;
}

function joined(ownerships: readonly Ownership[]): Ownership {
  const [first, ...others] = new Set(ownerships);
  if (first === undefined || others.includes('unknown') || first === 'unknown') return 'unknown';
  return others.length > 0 ? 'mixed' : first;
}

class Result {
  readonly #callee: Callee;
  readonly #givenBy: GivenBy;
  readonly #visited = new Set<Variable>();

  constructor(callee: Callee, givenBy: GivenBy) {
    this.#callee = callee;
    this.#givenBy = givenBy;
  }

  /** Each of the values that an expression can have; null is nobody's. */
  of(value: Node): Ownership[] {
    return leavesOf(value).leaves.flatMap(({ node }) => this.#ofLeaf(node));
  }

  #ofLeaf(node: Node): Ownership[] {
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression':
        return this.#ofCall(node);
      case 'ThisExpression':
      case 'MemberExpression':
        return ['borrowed'];
      case 'AssignmentExpression':
        // `return (this.#client ??= create())`
        return node.left.type === 'Identifier' ? this.#ofVariable(node.left) : ['borrowed'];
      case 'Identifier':
        return this.#ofVariable(node);
      default:
        return ['unknown'];
    }
  }

  #ofCall(call: Call): Ownership[] {
    const given = this.#givenBy(call, this.#callee);
    if (typeof given === 'object') return [given.kind.confidence === 'high' ? 'owned' : 'unknown'];
    const callee = withoutTypes(call.callee);
    const types = typeQueriesOf(this.#callee.sourceCode);
    if (callee.type === 'MemberExpression') {
      if (propertyName(callee) === 'move' && types.disposabilityOf(call)) return ['owned'];
      if (types.aliasOf(call) === 'receiver') return this.of(callee.object);
    }
    const alias = types.aliasOf(call);
    const passed = typeof alias === 'number' ? call.arguments[alias] : undefined;
    // what a callee gives back may have been stored there: `return this._register(create())`
    if (passed) return this.of(passed).map((ownership) => (ownership === 'owned' ? 'borrowed' : ownership));
    return [given];
  }

  #ofVariable(name: TSESTree.Identifier): Ownership[] {
    const { sourceCode } = this.#callee;
    const variable = variableOf(name, sourceCode);
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition || this.#visited.has(variable)) return variable && definition ? [] : ['unknown'];
    this.#visited.add(variable);
    const declarator = definition.node;
    // parameters, imports, and what an outer function or the module holds
    if (declarator.type !== 'VariableDeclarator' || !isInBodyOf(this.#callee, declarator)) return ['borrowed'];
    if (/using/.test(declarator.parent.kind)) return ['unknown'];
    if (declarator.id.type !== 'Identifier') return ['unknown'];
    if (/^For(Of|In)Statement$/.test(declarator.parent.parent.type)) return ['borrowed'];
    const written = writtenValues(variable);
    if (!written) return ['unknown'];
    const ownerships = written.flatMap((value) => this.of(value));
    if (variable.references.some(({ identifier }) => isKeptByInstance(identifier, sourceCode))) return ['borrowed'];
    return ownerships.includes('owned') ? [...ownerships, ...this.#ofUses(variable, sourceCode)] : ownerships;
  }

  /** What else is done with a new value that a function returns: what it has stored belongs to somebody. */
  #ofUses(variable: Variable, sourceCode: TSESLint.SourceCode): Ownership[] {
    const kind = this.#kindOf(variable);
    if (!kind) return ['unknown'];
    return variable.references
      .filter((reference) => !reference.isWrite())
      .flatMap(({ identifier }): Ownership[] => {
        const use = useOf(identifier, { kind, isMany: false }, sourceCode);
        if (use.does === 'transfer') return this.#isReturned(identifier) ? [] : ['unknown'];
        return use.does === 'read' || use.does === 'release' ? [] : ['unknown'];
      });
  }

  #kindOf(variable: Variable): ResourceKind | null {
    for (const value of writtenValues(variable) ?? []) {
      for (const { node } of leavesOf(value).leaves) {
        if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
        const given = this.#givenBy(node, this.#callee);
        if (typeof given === 'object') return given.kind;
      }
    }
    return null;
  }

  #isReturned(identifier: Node): boolean {
    return (returnedBy(this.#callee) ?? []).some((value) =>
      leavesOf(value).leaves.some(({ node }) => withoutTypes(node) === identifier),
    );
  }
}

/** `this.#pages.set(id, page)`: who calls gets what the instance goes on to keep. */
function isKeptByInstance(identifier: Node, sourceCode: TSESLint.SourceCode): boolean {
  const { at } = positionOf(identifier, sourceCode, keepArgument);
  return at === 'field' || at === 'field collection';
}

/** The values that are written to a variable; `null` when one of them does not stand in the code. */
function writtenValues(variable: Variable): Node[] | null {
  const values: Node[] = [];
  for (const reference of variable.references) {
    if (!reference.isWrite()) continue;
    const { parent } = reference.identifier;
    if (parent.type === 'VariableDeclarator' && parent.init) values.push(parent.init);
    else if (parent.type === 'AssignmentExpression' && parent.left === reference.identifier) values.push(parent.right);
    else return null;
  }
  return values;
}
