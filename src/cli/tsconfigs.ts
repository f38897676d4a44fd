import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from './typescript-at-hand.ts';

/** A `tsconfig.json` or `jsconfig.json`, as the compiler reads it. */
export interface Tsconfig {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  /** The files it includes, in the compiler's spelling. */
  readonly fileNames: readonly string[];
  readonly references: readonly ts.ProjectReference[] | undefined;
  /** What makes its answers worthless, with its place; `null` when nothing does. */
  readonly flaw: string | null;
  /** Whether `file` is one of `fileNames`. */
  includes(file: string): boolean;
}

/** The tsconfigs around the files, each read once. */
export interface Tsconfigs {
  /** The one that an editor would ask first: in the file's folder or the nearest folder around it. */
  nearest(file: string): Tsconfig | null;
  /** The first that includes the file: the nearest, what it references, and so on outwards. */
  including(file: string): Tsconfig | null;
  /** The flaws of all that were read so far. */
  flaws(): string[];
}

/** Codes of the compiler for a configuration that extends or references what is not there, or itself. */
const UNREADABLE = new Set([5083, 6053, 18000]);
/** The compiler's codes below this one are errors of syntax. */
const FIRST_SEMANTIC_CODE = 2000;

export function tsconfigs(ts: TypeScript): Tsconfigs {
  const read = new Map<string, Tsconfig>();
  const extended = new Map<string, ts.ExtendedConfigCacheEntry>();
  const inFolder = new Map<string, Tsconfig | null>();

  const at = (path: string): Tsconfig => {
    let config = read.get(path);
    if (config === undefined) {
      config = readTsconfig(ts, path, extended);
      read.set(path, config);
    }
    return config;
  };

  const from = (folder: string): Tsconfig | null => {
    let config = inFolder.get(folder);
    if (config === undefined) {
      const path = ['tsconfig.json', 'jsconfig.json']
        .map((name) => join(folder, name))
        .find((name) => existsSync(name));
      const parent = dirname(folder);
      config = path !== undefined ? at(path) : parent === folder ? null : from(parent);
      inFolder.set(folder, config);
    }
    return config;
  };

  const includingFrom = (config: Tsconfig, file: string, seen: Set<string>): Tsconfig | null => {
    if (seen.has(config.path)) return null;
    seen.add(config.path);
    if (config.includes(file)) return config;
    for (const reference of config.references ?? []) {
      const found = includingFrom(at(ts.resolveProjectReferencePath(reference)), file, seen);
      if (found) return found;
    }
    return null;
  };

  return {
    nearest: (file) => from(dirname(file)),
    including(file) {
      const seen = new Set<string>();
      for (let config = from(dirname(file)); config !== null; config = from(dirname(dirname(config.path)))) {
        const found = includingFrom(config, file, seen);
        if (found) return found;
        if (dirname(config.path) === dirname(dirname(config.path))) break;
      }
      return null;
    },
    flaws: () => [...new Set([...read.values()].flatMap(({ flaw }) => flaw ?? []))],
  };
}

function readTsconfig(ts: TypeScript, path: string, extended: Map<string, ts.ExtendedConfigCacheEntry>): Tsconfig {
  let unreadable: ts.Diagnostic | null = null;
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (found: ts.Diagnostic) => (unreadable = found) };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, undefined, host, extended);

  const errors = parsed ? ts.getConfigFileParsingDiagnostics(parsed) : [unreadable!];
  const flaw = errors.find(({ code }) => code < FIRST_SEMANTIC_CODE || UNREADABLE.has(code));
  const keyOf = (file: string): string => {
    const slashed = file.replaceAll('\\', '/');
    return ts.sys.useCaseSensitiveFileNames ? slashed : slashed.toLowerCase();
  };
  const included = new Set(parsed?.fileNames.map(keyOf));
  return {
    path,
    options: parsed?.options ?? {},
    fileNames: parsed?.fileNames ?? [],
    references: parsed?.projectReferences,
    flaw: flaw ? describe(ts, flaw, path) : null,
    includes: (file) => included.has(keyOf(file)),
  };
}

function describe(ts: TypeScript, flaw: ts.Diagnostic, path: string): string {
  const text = ts.flattenDiagnosticMessageText(flaw.messageText, ' ').replace(/\.$/, '');
  if (flaw.file === undefined || flaw.start === undefined) return `${path}: ${text}`;
  const { line, character } = flaw.file.getLineAndCharacterOfPosition(flaw.start);
  return `${flaw.file.fileName}:${line + 1}:${character + 1}: ${text}`;
}
