import type * as ts from 'typescript';
import type { TypeName } from './type-queries.ts';

/** A declaration's surroundings as far as they are read here; by shape, because node kinds are renumbered between versions. */
interface Enclosing {
  readonly parent?: Enclosing;
  readonly name?: { readonly text?: string; readonly escapedText?: string };
  readonly body?: unknown;
  readonly fileName?: string;
}

/** The module whose code declares a symbol; `null` for globals; a file's path for the project's own. */
export function moduleOf(declaration: ts.Declaration, checker: ts.TypeChecker): string | null {
  for (let node = declaration as unknown as Enclosing | undefined; node; node = node.parent) {
    // `declare module "fs" { … }`: the only declaration named by a string that has a body
    if (node.body !== undefined && node.name?.text !== undefined && node.name.escapedText === undefined)
      return node.name.text;
  }
  const file = declaration.getSourceFile();
  const inPackage = /.*\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)\//.exec(file.fileName)?.[1];
  // a file without imports and exports declares globals
  if (inPackage !== undefined && checker.getSymbolAtLocation(file) === undefined) return null;
  return inPackage === undefined ? file.fileName : packageOfTypes(inPackage);
}

/** `@types/foo__bar` holds the types of `@foo/bar`. */
function packageOfTypes(name: string): string {
  return name.includes('__') ? `@${name.replace('__', '/')}` : name;
}

/** The names of a type and of everything it extends or implements. */
export function namesOf(type: ts.Type, program: ts.Program, checker: ts.TypeChecker): TypeName[] {
  const names = new Map<string, TypeName>();
  const pending: ts.Type[] = type.isUnionOrIntersection() ? [...type.types] : [type];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    const symbol = current.getSymbol();
    if (!symbol) continue;
    for (const declaration of symbol.declarations ?? []) {
      const isDefaultLibrary = program.isSourceFileDefaultLibrary(declaration.getSourceFile());
      const module = isDefaultLibrary ? null : moduleOf(declaration, checker);
      names.set(`${module ?? ''}:${symbol.name}`, { name: symbol.name, module });
    }
    const declared = checker.getDeclaredTypeOfSymbol(symbol);
    if (declared.isClassOrInterface() && names.size < 64) pending.push(...checker.getBaseTypes(declared));
  }
  return [...names.values()];
}
