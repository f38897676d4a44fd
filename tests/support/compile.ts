import { parseForESLint } from '@typescript-eslint/parser';
import ts from 'typescript';

/**
 * What TypeScript says is wrong with the code under the options of the tsconfig.json that holds
 * the file of this path: one line of text each, without positions.
 */
export function typeErrorsIn(code: string, filePath: string): readonly string[] {
  const { program } = parseForESLint(code, { filePath, projectService: true }).services;
  const file = program?.getSourceFile(filePath);
  if (!program || !file) throw new Error(`${filePath} is in no program`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code: number, messageText }) => `TS${String(number)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/**
 * The code as a runtime gets it: types and JSX gone, decorators (which no V8 knows)
 * rewritten, and everything else as it was.
 */
export function withoutTypes(code: string, filename: string): string {
  return ts.transpileModule(code, {
    fileName: filename,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      experimentalDecorators: true,
      jsx: ts.JsxEmit.ReactJSX,
    },
  }).outputText;
}
