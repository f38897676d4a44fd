import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument, onlyRead, runCallbackNow } from '../../catalog/callees.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, isOneOf } from '../../syntax/names.ts';
import { localCollection } from '../../syntax/value-positions.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { dependenceOf, type Dependence } from './dependence.ts';
import { usesOf, type HandleUse } from '../acquisitions/handle-uses.ts';
import type { Handle } from '../acquisitions/handles.ts';
import type { ReleaseVerdict } from '../paths/release-paths.ts';
import { releaseCode } from '../acquisitions/release-code.ts';
import {
  canAwaitAt,
  canBecomeUsing,
  endsProgram,
  hidesRelease,
  isBoundOrProxied,
  isOfItsProducer,
  keywordFor,
} from './using-gates.ts';
import { isResultKept } from '../acquisitions/transfers.ts';
import { refusesBoundMethods, runsOnlySince, usingSupportIn, type FileContext } from './using-support.ts';

type Node = TSESTree.Node;

/** How the release that is missing can be written, and how sure it is that nothing else changes. */
export type DisposalPlan =
  | {
      readonly write: 'using';
      readonly keyword: 'using' | 'await using';
      readonly declarator: TSESTree.VariableDeclarator;
      /** The assignment that gives a `let` its value on the next line. */
      readonly assignment: TSESTree.AssignmentExpression | null;
      /** Calls that the disposal at the end of the block makes superfluous. */
      readonly superfluous: readonly TSESTree.Statement[];
      /** Promises that must settle before the disposal. */
      readonly toAwait: readonly Node[];
      /** Nothing but the moment of the release changes. */
      readonly isSafe: boolean;
    }
  | {
      readonly write: 'try-finally';
      readonly declaration: TSESTree.Statement;
      readonly release: string;
      readonly superfluous: readonly TSESTree.Statement[];
      readonly toAwait: readonly Node[];
    };

/**
 * The gates that must all hold before a release is written for a resource; the numbers in the code are those of
 * docs/architecture.md. Errs towards `null`, which means: no edit.
 */
export function disposalPlanFor(
  found: ReleaseVerdict,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): DisposalPlan | null {
  const { acquisition, handle } = found;
  const { kind, position } = acquisition;
  // G20: what goes on by itself after the function would be stopped by its own declaration
  if (
    kind.worksUnattended ||
    found.isStarted ||
    handle.isMany ||
    handle.acquisitions.length !== 1 ||
    !acquisition.isAwaited ||
    !isOfItsProducer(acquisition, sourceCode)
  )
    return null;
  if (position.at === 'loop variable') return loopPlan(found, position.loop, sourceCode, file);
  if (position.at !== 'variable' || ![...handle.variables].every(({ scope }) => isWithin(scope.block, handle)))
    return null;

  const uses = usesOf(handle, sourceCode).filter(
    (use) => use.does !== 'rename' && (use.does !== 'write' || use.at !== position.write),
  );
  const superfluous = superfluousReleases(uses, handle);
  if (!superfluous || uses.some(({ does }) => does !== 'read' && does !== 'release')) return null;
  if ((superfluous.length === 0) !== (found.verdict === 'no path')) return null;
  if (
    uses.some(({ identifier }) => !isUsedInPlace(identifier, handle, sourceCode) || isGathered(identifier, sourceCode))
  )
    return null;

  const home = functionOf(position.write) as FunctionNode | TSESTree.Program;
  const isAsync = canAwaitAt(home, sourceCode);
  const needs = needsAfterwards(uses, isAsync, sourceCode);
  if (!needs) return null;
  const isCaptured = uses.some(({ identifier }) => functionOf(identifier) !== home);
  return (
    usingPlan(found, { superfluous, needs, home, isAsync, isCaptured }, sourceCode, file) ??
    tryFinallyPlan(found, { superfluous, needs, isAsync }, sourceCode)
  );
}

interface Gates {
  readonly superfluous: readonly TSESTree.Statement[];
  readonly needs: { readonly toAwait: readonly Node[]; readonly worst: Dependence };
  readonly isAsync: boolean;
}

/** G23: `for (using r of […])` disposes each in its round; what a `break` leaves in the array stays open. */
function loopPlan(
  { handle, verdict }: ReleaseVerdict,
  loop: TSESTree.ForOfStatement,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): DisposalPlan | null {
  const uses = usesOf(handle, sourceCode);
  const isLeftEarly = /\b(break|return|throw)\b/.test(sourceCode.getText(loop.body));
  if (verdict !== 'no path' || handle.name === 'of' || isLeftEarly || loop.left.type !== 'VariableDeclaration')
    return null;
  if (
    !uses.every(
      (use) =>
        use.does === 'read' &&
        isUsedInPlace(use.identifier, handle, sourceCode) &&
        dependenceOf(use.value, sourceCode) !== 'needed',
    )
  )
    return null;
  const [element] = loop.left.declarations;
  // `for (const opening of [open(), open()])`: a promise is no resource
  if (typeQueriesOf(sourceCode).disposabilityOf(element.id)?.promised && !loop.await) return null;
  const home = functionOf(loop);
  const keyword = keywordFor(handle.kind, canAwaitAt(home, sourceCode));
  if (!keyword || usingSupportIn(sourceCode, file, keyword === 'await using', false) === 'no') return null;
  const [declarator] = loop.left.declarations;
  return {
    write: 'using',
    keyword,
    declarator,
    assignment: null,
    superfluous: [],
    toAwait: [],
    isSafe: false,
  };
}

function usingPlan(
  { acquisition, handle }: ReleaseVerdict,
  {
    superfluous,
    needs,
    home,
    isAsync,
    isCaptured,
  }: Gates & { home: FunctionNode | TSESTree.Program; isCaptured: boolean },
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): DisposalPlan | null {
  const { kind, position } = acquisition;
  if (!kind.disposal || position.at !== 'variable') return null;
  // G14: `await using` needs an async function. What was released at once goes on being released so.
  const keyword = keywordFor(kind, isAsync && (superfluous.length === 0 || !kind.disposal.sync));
  if (!keyword) return null;
  // types run ahead of runtimes
  if (kind.disposableSince && !runsOnlySince(kind.disposableSince, file.physicalFilename)) return null;
  const support = usingSupportIn(sourceCode, file, keyword === 'await using', isCaptured);
  if (support === 'no') return null;
  if (refusesBoundMethods(sourceCode, file.physicalFilename) && isBoundOrProxied(acquisition, sourceCode)) return null;

  const [definition] = handle.variable.defs;
  const declarator = definition?.node as TSESTree.VariableDeclarator;
  const assignment = position.write.type === 'AssignmentExpression' ? position.write : null;
  if (!canBecomeUsing(declarator, assignment, handle, sourceCode)) return null;
  // G12: only `a && create()` can be written without the value that `using` throws on
  const init = assignment ? assignment.right : declarator.init;
  if (acquisition.couldBeFalsy && !(init?.type === 'LogicalExpression' && init.operator === '&&')) return null;
  const isGenerator = 'generator' in home && home.generator;
  const isPlainSwap =
    !assignment &&
    declarator.parent.declarations.length === 1 &&
    !acquisition.couldBeFalsy &&
    declarator.parent.parent.type !== 'SwitchCase';
  const isSafe =
    isPlainSwap &&
    superfluous.length === 0 &&
    needs.worst === 'not needed' &&
    support === 'yes' &&
    !isGenerator &&
    !endsProgram(handle, sourceCode) &&
    // G21: on the null path `await using` would add a tick
    !(keyword === 'await using' && acquisition.couldBeNullish) &&
    kind.confidence === 'high' &&
    usesOf(handle, sourceCode).every(({ identifier }) => !isArgument(identifier));
  return { write: 'using', keyword, declarator, assignment, superfluous, toAwait: needs.toAwait, isSafe };
}

function tryFinallyPlan(
  { acquisition, handle }: ReleaseVerdict,
  { superfluous, needs, isAsync }: Gates,
  sourceCode: TSESLint.SourceCode,
): DisposalPlan | null {
  const { kind, position } = acquisition;
  if (
    position.at !== 'variable' ||
    position.write.type !== 'VariableDeclarator' ||
    position.write.id.type !== 'Identifier'
  )
    return null;
  const declaration = position.write.parent;
  if (declaration.parent.type !== 'BlockStatement' || declaration.declarations.at(-1) !== position.write) return null;
  if (acquisition.couldBeFalsy) return null;
  const block = declaration.parent;
  const isInside = ({ identifier }: HandleUse): boolean =>
    identifier.range[0] > declaration.range[1] && identifier.range[1] < block.range[1];
  if (!usesOf(handle, sourceCode).every(isInside)) return null;
  if (kind.release.form === 'self' && hidesRelease(position.write.id, kind.release.methods, sourceCode)) return null;
  const release = releaseCode(acquisition, handle.name, isAsync, sourceCode);
  if (!release || !isSelfContained(declaration, block, sourceCode)) return null;
  return { write: 'try-finally', declaration, release, superfluous, toAwait: needs.toAwait };
}

/** Another name for the resource ends with the block too. */
const isWithin = (scope: Node, { block }: Handle): boolean =>
  scope.range[0] >= block.range[0] && scope.range[1] <= block.range[1];

/** G16: nothing reads the handle once its block is left. Callbacks of `forEach` and its like have run by then. */
export function isUsedInPlace(identifier: Node, { block }: Handle, sourceCode: TSESLint.SourceCode): boolean {
  for (let node: Node | undefined = identifier; node && node !== block; node = node.parent) {
    if (!isFunction(node) || node.type === 'StaticBlock') continue;
    if (node.range[0] <= block.range[0] && node.range[1] >= block.range[1]) return true;
    const call: Node | undefined = node.parent;
    if (!node.async && !node.generator && isOnlyCalledIn(block, node, sourceCode)) continue;
    if (call?.type !== 'CallExpression') return false;
    const isInvoked = call.callee === node && !node.async && !node.generator;
    const runsNow =
      call.callee !== node && runCallbackNow.has(calledName(call) ?? '') && !node.async && !node.generator;
    if (!isInvoked && !runsNow) return false;
  }
  return true;
}

/** `const read = () => r.read(); read();`: a function that nothing but calls in the same block and function mention. */
function isOnlyCalledIn(block: Node, closure: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  const { parent } = closure;
  const name =
    closure.type === 'FunctionDeclaration' ? closure.id : parent.type === 'VariableDeclarator' ? parent.id : null;
  const variable = name && variableOf(name, sourceCode);
  const home = functionOf(parent);
  const isCallHere = (mention: Node): boolean =>
    mention.parent?.type === 'CallExpression' &&
    mention.parent.callee === mention &&
    functionOf(mention) === home &&
    mention.range[0] >= block.range[0] &&
    mention.range[1] <= block.range[1];
  return variable?.references.every(({ identifier, init }) => init === true || isCallHere(identifier)) ?? false;
}

/** `const pair = { r }`, `list.push(r)`: where that goes is not followed for the end of the block. */
function isGathered(identifier: Node, sourceCode: TSESLint.SourceCode): boolean {
  let value = identifier;
  while (value.parent && /^(Property|ObjectExpression|ArrayExpression)$/.test(value.parent.type)) value = value.parent;
  const { parent } = value;
  if (parent?.type === 'CallExpression') {
    const list = localCollection(parent, sourceCode, keepArgument);
    return list !== null && !isModuleLevel(list);
  }
  return value !== identifier && parent?.type === 'VariableDeclarator';
}

/** G18, G19: the releases that a disposal at the end of the block replaces; `null` when one of them cannot go. */
function superfluousReleases(uses: readonly HandleUse[], handle: Handle): TSESTree.Statement[] | null {
  const statements: TSESTree.Statement[] = [];
  for (const use of uses) {
    if (use.does !== 'release') continue;
    const given = handle.kind.release.form === 'function' || handle.kind.release.form === 'owner' ? 1 : 0;
    const call = use.at.type === 'CallExpression' && use.at.arguments.length === given ? use.at : null;
    let value: Node | undefined = call?.parent;
    while (value?.type === 'AwaitExpression' || value?.type === 'ChainExpression') value = value.parent;
    if (value?.type !== 'ExpressionStatement' || !isLastStep(value, handle.block)) return null;
    statements.push(value);
  }
  return statements;
}

/** Whether the path leaves the block of the handle right after a statement. */
export function isLastStep(statement: TSESTree.Statement, block: Node): boolean {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return false;
  const next = parent.body[parent.body.indexOf(statement) + 1];
  if (next)
    return next.type === 'ReturnStatement' && (!next.argument || /^(Literal|Identifier)$/.test(next.argument.type));
  if (parent === block || parent.parent === block) return true;
  const isLastBranch = parent.parent.type === 'IfStatement' && isLastStep(parent.parent, block);
  return isLastBranch;
}

/** G17: what must be awaited before the disposal; `null` when something needs the resource later and cannot be awaited here. */
export function needsAfterwards(
  uses: readonly HandleUse[],
  isAsync: boolean,
  sourceCode: TSESLint.SourceCode,
): Gates['needs'] | null {
  const toAwait: Node[] = [];
  let worst: Dependence = 'not needed';
  for (const use of uses) {
    if (use.does !== 'read') continue;
    const dependence = dependenceOf(use.value, sourceCode);
    // `return new Reader(handle)`: what is made of it could hold it
    if (dependence === 'unknown' && isArgument(use.identifier) && isResultKept(use.value)) return null;
    if (dependence === 'unknown') worst = 'unknown';
    if (dependence !== 'needed') continue;
    if (!isAsync || use.value.parent?.type !== 'ReturnStatement' || use.value.type !== 'CallExpression') return null;
    toAwait.push(use.value);
    worst = 'unknown';
  }
  return { toAwait, worst };
}

/** The handle itself, or an object that holds it, is given to a callee that is not known to only read it. */
function isArgument(identifier: Node): boolean {
  let value = identifier;
  while (value.parent && /^(Property|ObjectExpression|ArrayExpression|TS\w+Expression)$/.test(value.parent.type))
    value = value.parent;
  const { parent } = value;
  return (
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.callee !== value &&
    !isOneOf(parent.callee, onlyRead)
  );
}

/** Whether nothing outside refers to what the statements after a declaration declare, so that they can move into a block. */
function isSelfContained(
  declaration: TSESTree.Statement,
  block: TSESTree.BlockStatement,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const rest = block.body.slice(block.body.indexOf(declaration) + 1);
  const start = rest[0]?.range[0];
  if (start === undefined) return false;
  return rest
    .flatMap((statement) => sourceCode.getDeclaredVariables?.(statement) ?? [])
    .every(({ references }) =>
      references.every(({ identifier }) => identifier.range[0] >= start && identifier.range[1] <= block.range[1]),
    );
}
