import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Activation } from '../acquisitions/handles.ts';

type Node = TSESTree.Node;

/**
 * One name that a `using` or `await using` declaration gives a value, whatever the value is.
 * A matter of syntax: errs in no direction.
 */
export interface UsingDeclaration {
  readonly keyword: 'using' | 'await using';
  readonly declarator: TSESTree.VariableDeclarator;
  readonly id: TSESTree.Identifier;
  readonly variable: Variable;
  /** The function whose code declares it; the program for top-level code. */
  readonly home: Activation;
  /** The block, loop, function or program at whose end it is disposed. */
  readonly block: Node;
  /** The loop that gives it one value after the other: `for (using x of xs)`. */
  readonly loop: TSESTree.ForOfStatement | null;
}

const declarationsByFile = new WeakMap<TSESLint.SourceCode, readonly UsingDeclaration[]>();

/** Every `using` declaration of a file, in source order. Computed once a file. */
export function findUsingDeclarations(sourceCode: TSESLint.SourceCode): readonly UsingDeclaration[] {
  let declarations = declarationsByFile.get(sourceCode);
  if (!declarations) {
    declarations = sourceCode.text.includes('using') ? computeDeclarations(sourceCode) : [];
    declarationsByFile.set(sourceCode, declarations);
  }
  return declarations;
}

function computeDeclarations(sourceCode: TSESLint.SourceCode): UsingDeclaration[] {
  const found: UsingDeclaration[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'VariableDeclaration' || (node.kind !== 'using' && node.kind !== 'await using')) return undefined;
    for (const declarator of node.declarations) {
      const variable = declarator.id.type === 'Identifier' ? variableOf(declarator.id, sourceCode) : null;
      const home = functionOf(declarator);
      if (!variable || home.type === 'PropertyDefinition') continue;
      found.push({
        keyword: node.kind,
        declarator,
        id: declarator.id,
        variable,
        home,
        block: variable.scope.block,
        loop: node.parent.type === 'ForOfStatement' ? node.parent : null,
      });
    }
    return undefined;
  });
  return found;
}

/** The statements among which a declaration stands. */
export function siblingsOf({ declarator }: UsingDeclaration): readonly TSESTree.Statement[] {
  const { parent } = declarator.parent;
  return parent.type === 'BlockStatement' || parent.type === 'StaticBlock' || parent.type === 'Program'
    ? parent.body
    : [];
}
