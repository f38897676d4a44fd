import type * as ts from 'typescript';

const namesByProgram = new WeakMap<ts.Program, ReadonlySet<string>>();

/** `new Service(`, with what stands before it on its line. */
const creation = /^(.*?)\bnew ([A-Z]\w*)\b/gm;

/** `export const service = `, without an indentation: no function is around it. */
const topLevel = /^(?:export )?(?:default |(?:const|let|var) [^=]+= )$/;

const isOfTest = (fileName: string): boolean => /[.-](?:test|spec)\.[cm]?[jt]sx?$|\/__tests__\//.test(fileName);

/**
 * The names of the classes of which top-level code of a program makes the one instance that there is. The texts are
 * searched once, and tests left out, which make more of what a program has one of. By names alone. Errs towards "one":
 * of several on a line the first counts, and factories that are called again and again are not followed.
 */
export function singleInstances(program: ts.Program): ReadonlySet<string> {
  let names = namesByProgram.get(program);
  if (!names) {
    const single = new Set<string>();
    const several = new Set<string>();
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file) || isOfTest(file.fileName)) continue;
      for (const [, before = '', name = ''] of file.text.matchAll(creation)) {
        if (!topLevel.test(before) || single.has(name)) several.add(name);
        else single.add(name);
      }
    }
    namesByProgram.set(program, (names = new Set([...single].filter((name) => !several.has(name)))));
  }
  return names;
}
