import type * as ts from 'typescript';

const namesByProgram = new WeakMap<ts.Program, ReadonlySet<string>>();

/** `bootstrapApplication(AppComponent, …)`, `bootstrap: [AppComponent]` */
const bootstraps = /\bbootstrapApplication\(\s*(\w+)|\bbootstrap:\s*\[([^\]]*)\]/g;

/** The names of the classes that code begins an application of Angular with. */
export const bootstrappedIn = (text: string): readonly string[] =>
  text.includes('bootstrap')
    ? [...text.matchAll(bootstraps)].flatMap(([, one, list]) => one ?? list?.match(/\w+/g) ?? [])
    : [];

/** Those of all files of a program: their texts are searched once. */
export function bootstrappedNames(program: ts.Program): ReadonlySet<string> {
  let names = namesByProgram.get(program);
  if (!names) {
    const files = program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile);
    namesByProgram.set(program, (names = new Set(files.flatMap(({ text }) => bootstrappedIn(text)))));
  }
  return names;
}
