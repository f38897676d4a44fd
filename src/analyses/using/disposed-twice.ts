import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { finalMethods } from '../../catalog/after-release.ts';
import { stackMethods } from '../../catalog/lifetimes.ts';
import { functionOf } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isLastStep } from './disposal-plans.ts';
import { statementOf } from './release-steps.ts';
import { findUsingDeclarations, type UsingDeclaration } from './using-declarations.ts';
import type { UseAfterRelease } from './uses-after-release.ts';
import { isReleasedOnlyOnce, kindOfVariable } from '../acquisitions/variable-kinds.ts';

type Node = TSESTree.Node;

/**
 * Releases by hand of what a `using` declaration disposes as well, one for each variable.
 * Errs towards silence: kinds of which a second release is known to do nothing or of which only the type is known, when
 * code stands behind it, and releases in functions that may never run.
 */
export function findDisposedTwice(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): [Variable, UseAfterRelease][] {
  return findUsingDeclarations(sourceCode).flatMap((declaration): [Variable, UseAfterRelease][] => {
    const release = firstRelease(declaration, sourceCode);
    const kind = release && kindOfVariable(declaration.variable, sourceCode, settings);
    if (!release || (kind && !isReleasedOnlyOnce(kind, declaration.id, sourceCode))) return [];
    if (kind?.worksUnattended || kind?.family === 'timer') return [];
    // without types only what every `using` value has is known for a release of it
    const isKnown = kind !== null || /^Symbol\.|^dispose/.test(release.name);
    if (!isKnown || (!kind && typeQueriesOf(sourceCode).hasTypes)) return [];
    const statement = statementOf(release.call);
    // what is ended before more is done is meant to be; `using` is there for the other ways out
    if (kind?.id === null && release.isDirect && isFollowed(release.call, bodyOf(declaration))) return [];
    const isRemovable = statement && release.call.arguments.length === 0 && isLastStep(statement, bodyOf(declaration));
    return [
      [
        declaration.variable,
        {
          variable: release.variable,
          name: release.variable.name,
          does: 'release',
          node: release.call,
          released: null,
          superfluous: isRemovable ? statement : null,
        },
      ],
    ];
  });
}

/** Whether more is done between a release and the disposal: `r.dispose(); await answer;` */
function isFollowed(release: Node, block: Node): boolean {
  for (let node = release; node.parent && node !== block; node = node.parent) {
    if (node.parent.type !== 'BlockStatement') continue;
    const { body } = node.parent;
    const next = body[body.indexOf(node as TSESTree.Statement) + 1];
    if (next?.type === 'ReturnStatement')
      return next.argument != null && !/^(?:Literal|Identifier)$/.test(next.argument.type);
    if (next) return true;
  }
  return false;
}

/** The block whose last step comes right before the disposal. */
function bodyOf({ block, declarator }: UsingDeclaration): Node {
  const { parent } = declarator.parent;
  return parent.type === 'BlockStatement' ? parent : block;
}

interface Release {
  readonly call: TSESTree.CallExpression;
  readonly name: string;
  /** `r.dispose()`; the other way is to give it to a stack that disposes it. */
  readonly isDirect: boolean;
}

function firstRelease(
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): (Release & { variable: Variable }) | null {
  const releases = [...holdersOf(declaration, sourceCode)].flatMap((variable) =>
    variable.references.flatMap(({ identifier }) => {
      const released = releaseOf(identifier, declaration, sourceCode);
      return released && functionOf(identifier) === declaration.home ? [{ ...released, variable }] : [];
    }),
  );
  return releases.sort((one, other) => one.call.range[0] - other.call.range[0])[0] ?? null;
}

/** The variable, what only renames it, and the constant whose value it is: `using b = r`. */
function holdersOf({ variable, declarator, home }: UsingDeclaration, sourceCode: TSESLint.SourceCode): Set<Variable> {
  const holders = new Set([variable]);
  const given = declarator.init && withoutTypes(declarator.init);
  const source = given?.type === 'Identifier' ? variableOf(given, sourceCode) : null;
  const [definition] = source?.defs ?? [];
  const isLocal = definition?.node.type === 'VariableDeclarator' && functionOf(definition.node) === home;
  if (source && isLocal && definition.node.parent.kind === 'const') holders.add(source);
  for (const { identifier } of variable.references) {
    const { parent } = identifier;
    if (parent.type !== 'VariableDeclarator' || parent.init !== identifier || parent.parent.kind !== 'const') continue;
    const alias = variableOf(parent.id, sourceCode);
    if (alias) holders.add(alias);
  }
  return holders;
}

function releaseOf(identifier: Node, { home }: UsingDeclaration, sourceCode: TSESLint.SourceCode): Release | null {
  const { parent } = identifier;
  if (parent?.type === 'MemberExpression' && parent.object === identifier) {
    const name = propertyName(parent);
    const call = parent.parent;
    return name !== null && finalMethods.has(name) && call.type === 'CallExpression' && call.callee === parent
      ? { call, name, isDirect: true }
      : null;
  }
  // `stack.use(r)` in a stack of the same function
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== identifier) return null;
  const callee = withoutTypes(parent.callee);
  if (callee.type !== 'MemberExpression' || !stackMethods.has(propertyName(callee) ?? '')) return null;
  const stack = callee.object.type === 'Identifier' ? variableOf(callee.object, sourceCode) : null;
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object) ?? [];
  const isStack = names.some(({ name, module }) => module === null && /^(Async)?DisposableStack$/.test(name));
  const isLocal = stack?.defs[0]?.node.type === 'VariableDeclarator' && functionOf(stack.defs[0].node) === home;
  return isStack && isLocal ? { call: parent, name: 'Symbol.dispose', isDirect: false } : null;
}
