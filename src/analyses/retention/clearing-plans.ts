import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { isWithin } from '../../syntax/ranges.ts';
import type { Variable } from '../../syntax/variables.ts';
import type { SharedSlot } from './shared-contexts.ts';

import { functionsAround, namingOf } from './users.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** How a variable can be emptied when it has been used for the last time. */
export interface ClearingPlan {
  readonly name: string;
  /** The `const` that has to become `let`. */
  readonly declaration: TSESTree.VariableDeclaration | null;
  readonly last: TSESTree.Statement;
  /** What is written into it: `undefined`, in TypeScript so that the type of the variable stays. */
  readonly value: string;
}

/** The statements that can have a block of their own, so that the variable's context goes with it. */
export interface BlockPlan {
  readonly first: TSESTree.Statement;
  readonly last: TSESTree.Statement;
}

/** `null` unless all that reads the variable has run when a statement of its own block has. */
export function clearingPlanFor(shared: SharedSlot, sourceCode: SourceCode, filename: string): ClearingPlan | null {
  const { variable } = shared.slot;
  const run = shared.brevity === 'at once' ? usesOf(variable, sourceCode) : null;
  if (!run || /^(Return|Throw|Break|Continue)/.test(run.last.type)) return null;
  return clearingOf(variable, run.last, filename);
}

/** The clearing behind a statement. `null` where the declaration declares other variables too. */
export function clearingOf(
  { name, defs: [definition] }: Pick<Variable, 'name' | 'defs'>,
  last: TSESTree.Statement,
  filename: string,
): ClearingPlan | null {
  const declarator = definition?.node.type === 'VariableDeclarator' ? definition.node : null;
  const declaration = declarator?.parent.kind === 'const' ? declarator.parent : null;
  if (declaration && (declaration.declarations.length > 1 || declarator?.id.type !== 'Identifier')) return null;
  const value = isTypeScript(filename) ? 'undefined as never' : 'undefined';
  return { name, declaration, last, value };
}

/** `null` unless the block would hold everything that belongs to the variable, and nothing that is needed behind it. */
export function blockPlanFor({ slot, sink, brevity }: SharedSlot, sourceCode: SourceCode): BlockPlan | null {
  const run = brevity === 'at once' ? usesOf(slot.variable, sourceCode) : null;
  if (!run?.declaration || run.declaration.kind === 'var') return null;
  const statements = run.block.slice(run.block.indexOf(run.declaration), run.block.indexOf(run.last) + 1);
  const [first, last] = [statements[0]!, statements.at(-1)!];
  if (statements.some(({ type }) => /^(Function|Class|Return|Throw|Break|Continue)/.test(type))) return null;
  const isInside = (node: Node): boolean => node.range[0] >= first.range[0] && node.range[1] <= last.range[1];
  if (isInside(sink.closure)) return null;
  const declared = slot.scope.variables.filter(({ identifiers: [name] }) => name && isInside(name));
  const isLocal = declared.every(({ references }) => references.every(({ identifier }) => isInside(identifier)));
  return isLocal ? { first, last } : null;
}

interface Uses {
  readonly block: readonly TSESTree.Statement[];
  readonly declaration: TSESTree.VariableDeclaration | null;
  /** The last statement of the block in which the variable is read, or a function called that reads it. */
  readonly last: TSESTree.Statement;
}

function usesOf(variable: Variable, sourceCode: SourceCode): Uses | null {
  const [definition] = variable.defs;
  const [name] = variable.identifiers;
  if (!definition || !name) return null;
  let block: readonly TSESTree.Statement[];
  let declaration: TSESTree.VariableDeclaration | null = null;
  if (definition.node.type === 'VariableDeclarator') {
    declaration = definition.node.parent;
    if (definition.node.id !== name || declaration.parent.type !== 'BlockStatement') return null;
    block = declaration.parent.body;
  } else {
    const { body } = definition.node as { body?: Node | null };
    if ((definition.type as string) !== 'Parameter' || body?.type !== 'BlockStatement') return null;
    block = body.body;
  }
  const named = variable.references.flatMap(functionsAround).flatMap((closure) => namingOf(closure, sourceCode) ?? []);
  const uses = [variable, ...named].flatMap(({ references }) => references).map(({ identifier }) => identifier);
  // a function declaration runs where it is called
  const last = block.findLast(
    (statement) => statement.type !== 'FunctionDeclaration' && uses.some((use) => isWithin(use, statement)),
  );
  return last ? { block, declaration, last } : null;
}
