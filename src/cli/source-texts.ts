import { readFileSync } from 'node:fs';
import type ts from 'typescript';
import type { TypeScript } from './typescript-at-hand.ts';

/** The texts of the files: as they are on disk, or as edits have made them that are not written yet. */
export interface SourceTexts {
  /** Without a byte order mark. @throws when the file cannot be read. */
  read(file: string): string;
  edit(file: string, text: string): void;
  /** What an edit made of the file; `undefined` when there was none. */
  edited(file: string): string | undefined;
  /** Grows with every edit. */
  revision(): number;
}

export function sourceTexts(): SourceTexts {
  const edits = new Map<string, string>();
  let revision = 0;
  return {
    read: (file) => edits.get(slashed(file)) ?? readFileSync(file, 'utf8').replace(/^\uFEFF/, ''),
    edit(file, text) {
      edits.set(slashed(file), text);
      revision += 1;
    },
    edited: (file) => edits.get(slashed(file)),
    revision: () => revision,
  };
}

/** What a program is made of. */
export interface ProgramPlan {
  readonly fileNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references?: readonly ts.ProjectReference[] | undefined;
  /** The folder from which the compiler looks for `@types`. */
  readonly folder: string;
}

/** A program as of the last edit, made when it is asked for; `null` when the compiler crashed on it. */
export type CurrentProgram = () => ts.Program | null;

/**
 * Makes programs that share what they have in common: a file that several of them include is parsed once for all whose
 * options treat it alike, and whether a path exists is asked once.
 *
 * @param onCrash Is told why there is no program.
 */
export function programMaker(
  ts: TypeScript,
  texts: SourceTexts,
  onCrash: (error: Error) => void,
): (plan: ProgramPlan) => CurrentProgram {
  const registry = ts.createDocumentRegistry();
  const parsed = new Map<string, ts.SourceFile>();
  const answers = {
    fileExists: remembering(ts.sys.fileExists),
    directoryExists: remembering(ts.sys.directoryExists),
    ...(ts.sys.realpath && { realpath: remembering(ts.sys.realpath) }),
    readFile: (file: string) => texts.edited(file) ?? ts.sys.readFile(file),
    // As in an editor: a referenced project need not be built, its sources are read.
    useSourceOfProjectReferenceRedirect: () => true,
  };

  const makeProgram = (plan: ProgramPlan, oldProgram: ts.Program | null): ts.Program => {
    const host = Object.assign(ts.createCompilerHost(plan.options, true), answers);
    host.getCurrentDirectory = () => plan.folder;

    const bucket = registry.getKeyForCompilationSettings(plan.options);
    const parse = host.getSourceFile;
    host.getSourceFile = (file, version, onError) => {
      const key = `${bucket} ${typeof version === 'object' ? version.impliedNodeFormat : ''} ${file}`;
      const known = parsed.get(key);
      if (known && known.text === (texts.edited(file) ?? known.text)) return known;

      const source = parse(file, version, onError);
      if (source) parsed.set(key, source);
      return source;
    };

    return ts.createProgram({
      rootNames: plan.fileNames,
      options: plan.options,
      host,
      ...(plan.references && { projectReferences: plan.references }),
      ...(oldProgram && { oldProgram }),
    });
  };

  return (plan) => {
    let program: ts.Program | null = null;
    let madeAt = -1;
    return () => {
      if (madeAt === texts.revision()) return program;
      madeAt = texts.revision();
      try {
        program = makeProgram(plan, program);
      } catch (error) {
        onCrash(error as Error);
        program = null;
      }
      return program;
    };
  };
}

function remembering<Answer>(ask: (path: string) => Answer): (path: string) => Answer {
  const answers = new Map<string, Answer>();
  return (path) => {
    let answer = answers.get(path);
    if (answer === undefined) {
      answer = ask(path);
      answers.set(path, answer);
    }
    return answer;
  };
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
