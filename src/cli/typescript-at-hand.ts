import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import type * as Parser from '@typescript-eslint/parser';
import type ts from 'typescript';

export type TypeScript = typeof ts;

/** A compiler that works, the parser that uses this very compiler, and what to tell about the choice. */
export interface TypeScriptAtHand {
  readonly ts: TypeScript;
  readonly parser: typeof Parser;
  /** Ex) the project's own compiler cannot be used */
  readonly note: string | null;
}

/** What the parser and our rules work with; the same as in our package.json. */
const SUPPORTED = '>=5.2.0 <6.1.0';
const INSTALL = 'npm install --save-dev typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7';

interface Candidate {
  /** The module's file. */
  readonly file: string;
  readonly version: string;
}

/**
 * The project's own TypeScript, because its defaults and its library are the ones the project is written for; if it has
 * none that works, the one beside this plugin. A sentence that says what is missing when there is neither.
 */
export function typescriptAtHand(cwd: string): TypeScriptAtHand | string {
  const own = candidateIn(createRequire(join(cwd, 'package.json')));
  const parserRequires = requiresOfParser();
  const beside = parserRequires.map(candidateIn).find((candidate) => candidate !== null) ?? null;

  const chosen = [own, beside].find((candidate) => candidate !== null && satisfies(candidate.version, SUPPORTED));
  if (!chosen || !beside) return missing(beside && (own ?? beside));

  const require = createRequire(import.meta.url);
  const ts = require(chosen.file) as TypeScript;
  // The parser asks for `typescript` and must get the compiler that made the programs it is given.
  for (const { resolve } of parserRequires) require.cache[resolve('typescript')] = require.cache[chosen.file];
  return { ts, parser: require('@typescript-eslint/parser') as typeof Parser, note: noteOn(own, chosen) };
}

function noteOn(own: Candidate | null, chosen: Candidate): string | null {
  if (own === null || own === chosen) return null;
  return `The project's TypeScript ${own.version} ${reasonAgainst(own)}, so types come from TypeScript ${chosen.version}.`;
}

function missing(found: Candidate | null): string {
  if (found === null)
    return 'TypeScript is not installed beside this plugin. Install it: npm install --save-dev typescript@6';
  return `TypeScript ${found.version} ${reasonAgainst(found)}. Install one that works beside it: ${INSTALL}`;
}

function reasonAgainst({ version }: Candidate): string {
  return satisfies(version, '>=7.0.0-0', { includePrerelease: true })
    ? 'has no JavaScript API that a linter can use yet'
    : `is not in the supported range ${SUPPORTED}`;
}

/** How each package of the parser finds `typescript`: the parser itself and what it is made of. */
function requiresOfParser(): NodeJS.Require[] {
  const parser = createRequire(createRequire(import.meta.url).resolve('@typescript-eslint/parser'));
  const estree = createRequire(parser.resolve('@typescript-eslint/typescript-estree'));
  const parts = ['@typescript-eslint/project-service', '@typescript-eslint/tsconfig-utils', 'ts-api-utils'];
  return [parser, estree, ...parts.map((part) => createRequire(estree.resolve(part)))];
}

function candidateIn(require: NodeJS.Require): Candidate | null {
  try {
    const manifest = require.resolve('typescript/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { file: require.resolve('typescript'), version };
  } catch {
    // Ex) it is not installed here
    return null;
  }
}
