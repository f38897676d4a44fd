import { createRequire } from 'node:module';
import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { childrenOf } from '../syntax/walk.ts';

type ParseForESLint = (
  code: string,
  options: object,
) => {
  readonly ast: TSESLint.SourceCode['ast'];
  readonly scopeManager: TSESLint.Scope.ScopeManager;
  readonly services: ParserServicesWithTypeInformation;
  readonly visitorKeys: TSESLint.SourceCode['visitorKeys'];
};

/** Syntax trees are large: of the files that were not linted themselves, so many are kept for the next question. */
const mostFilesKept = 32;

const filesByProgram = new WeakMap<ts.Program, Map<string, TSESLint.SourceCode | null>>();

/**
 * Another file of a program, in the form in which rules see the file that they lint: its tree, its scopes and its
 * types. What the program has parsed is converted, not parsed again. `null` where that is not possible; a
 * declaration file has no code worth reading.
 */
export function otherFileOf(program: ts.Program, fileName: string): TSESLint.SourceCode | null {
  let files = filesByProgram.get(program);
  if (!files) filesByProgram.set(program, (files = new Map<string, TSESLint.SourceCode | null>()));
  let file = files.get(fileName);
  if (file === undefined) file = convert(program, fileName);
  // the file that was asked for last is dropped last
  files.delete(fileName);
  files.set(fileName, file);
  if (files.size > mostFilesKept) files.delete(files.keys().next().value!);
  return file;
}

function convert(program: ts.Program, fileName: string): TSESLint.SourceCode | null {
  const source = program.getSourceFile(fileName);
  if (!source || source.isDeclarationFile) return null;
  try {
    // loaded only when it is needed: where there are types, it is the parser that gave them
    const { parseForESLint } = createRequire(import.meta.url)('@typescript-eslint/parser') as {
      parseForESLint: ParseForESLint;
    };
    const { ast, scopeManager, services, visitorKeys } = parseForESLint(source.text, {
      filePath: fileName,
      programs: [program],
      range: true,
      loc: true,
      sourceType: 'module',
    });
    const file = {
      ast,
      text: source.text,
      scopeManager,
      visitorKeys,
      parserServices: services,
      getText: (node?: TSESTree.Node) => source.text.slice(...(node?.range ?? [0])),
      getDeclaredVariables: (node: TSESTree.Node) => scopeManager.getDeclaredVariables(node),
    } as unknown as TSESLint.SourceCode;
    setParents(file);
    return file;
  } catch {
    // code that does not parse, or a parser of another version: not known
    return null;
  }
}

/** ESLint does this for the file that it lints. */
function setParents(file: TSESLint.SourceCode): void {
  const pending: TSESTree.Node[] = [file.ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of childrenOf(node, file)) {
      (child as { parent: TSESTree.Node }).parent = node;
      pending.push(child);
    }
  }
}
