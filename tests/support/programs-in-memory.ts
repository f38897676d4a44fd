import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import leaks from '../../index.ts';

/** Several files that are nowhere but in memory, as one program, in the folder of the shapes and with their declarations. */
export interface ProgramInMemory {
  /** What TypeScript says is wrong with a file. */
  typeErrorsIn(name: string): readonly string[];
  /** What these rules report in it. */
  lint(name: string, rules: Linter.RulesRecord, settings?: object): readonly Linter.LintMessage[];
}

const folder = path.join(import.meta.dirname, '../shapes');
const fileOf = (name: string): string => path.join(folder, name);

/** @param sources the texts of the files by their names, such as `b1.ts`. The target makes TypeScript lower `using`. */
export function programInMemory(sources: ReadonlyMap<string, string>): ProgramInMemory {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: ['node'],
    strict: true,
    skipLibCheck: true,
  };
  const texts = new Map(Array.from(sources, ([name, code]) => [fileOf(name), code]));
  const host = ts.createCompilerHost(options, true);
  const real = { getSourceFile: host.getSourceFile.bind(host), fileExists: host.fileExists.bind(host) };
  host.fileExists = (file) => texts.has(file) || real.fileExists(file);
  host.directoryExists = () => true;
  host.getSourceFile = (file, languageVersion) => {
    const text = texts.get(file);
    return text === undefined
      ? real.getSourceFile(file, languageVersion)
      : ts.createSourceFile(file, text, languageVersion, true);
  };
  const program = ts.createProgram([fileOf('prelude.d.ts'), ...texts.keys()], options, host);
  return {
    typeErrorsIn(name) {
      const file = program.getSourceFile(fileOf(name));
      if (!file) throw new Error(`${name} is not in the program`);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    },
    lint(name, rules, settings = {}) {
      const languageOptions = { parser: typescriptParser, parserOptions: { programs: [program] } };
      const config = [{ files: ['**'], languageOptions, settings, plugins: { leaks }, rules }];
      return new Linter({ cwd: folder }).verify(
        sources.get(name) ?? '',
        config as unknown as Linter.Config[],
        fileOf(name),
      );
    },
  };
}
