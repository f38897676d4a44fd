import path from 'node:path';
import ts from 'typescript';
import type { AcquiredBy, Resource } from '../../src/catalog/schema.ts';

/** Functions that end a resource which they are given; the other names of `endsByItself.methods` are its own. */
const functionsThatEnd = new Set(['createInterface', 'pipe', 'pipeTo', 'pipeline']);

function modulesOf({ acquiredBy, release }: Resource): readonly string[] {
  const modules = [...acquiredBy.map(({ from }) => from), release.form === 'function' ? release.from : undefined];
  return [...new Set(modules.filter((name) => name !== undefined))];
}

/**
 * Looks the names of catalog entries up in the declarations of ES, the DOM, workers, and what is
 * installed in a folder. One program answers for all entries: it has a file in which every name
 * is the type of a variable.
 */
export class DeclaredNames {
  readonly #entries: readonly Resource[];
  readonly #checker: ts.TypeChecker;
  readonly #types: ReadonlyMap<string, ts.Type>;
  readonly #missingModules: ReadonlySet<string>;

  constructor(entries: readonly Resource[], folder: string) {
    this.#entries = entries;
    const modules = [...new Set(entries.flatMap(modulesOf))];
    const file = path.join(folder, 'names-of-the-catalog.ts');
    const program = programOf(file, fileOf(entries, modules), folder);
    this.#checker = program.getTypeChecker();
    const source = program.getSourceFile(file)!;
    const specifiers = source.statements.filter(ts.isImportDeclaration).map((statement) => statement.moduleSpecifier);
    this.#missingModules = new Set(modules.filter((_, nth) => !this.#checker.getSymbolAtLocation(specifiers[nth]!)));
    this.#types = new Map(
      this.#checker
        .getExportsOfModule(this.#checker.getSymbolAtLocation(source)!)
        .map((symbol) => [symbol.name, this.#checker.getTypeOfSymbol(symbol)]),
    );
  }

  /** Modules of the entry that are not installed. */
  missingModulesOf(entry: Resource): readonly string[] {
    return modulesOf(entry).filter((name) => this.#missingModules.has(name));
  }

  /** What the declarations contradict, one line each. */
  contradictionsOf(entry: Resource): readonly string[] {
    const wrong: string[] = [];
    const handles = entry.acquiredBy.flatMap((by, nth) => {
      const type = this.#typeOf(`acquired${String(nth)}`, entry) ?? this.#typeOf(`default${String(nth)}`, entry);
      const results = type ? resultsOf(type, by) : [];
      if (results.length === 0) wrong.push(`${JSON.stringify(by)} is not declared`);
      return results;
    });
    for (const handle of handles) {
      if (this.#isPromise(handle) !== (entry.promised ?? false)) wrong.push(`promised: ${this.#shown(handle)}`);
    }
    const values = handles.map((handle) => this.#checker.getAwaitedType(handle) ?? handle);
    wrong.push(...this.#wrongTypes(values, entry), ...this.#wrongReleases(values, entry));

    const { methods = [], iterated } = entry.endsByItself ?? {};
    for (const name of methods) {
      if (!functionsThatEnd.has(name) && !values.some((value) => value.getProperty(name))) wrong.push(`no ${name}()`);
    }
    for (const value of iterated ? values : []) {
      const isIterable = value.getProperties().some(({ name }) => name.startsWith('__@asyncIterator'));
      if (!isIterable) wrong.push(`${this.#shown(value)} cannot be iterated`);
    }
    return wrong;
  }

  #wrongTypes(values: readonly ts.Type[], entry: Resource): readonly string[] {
    if (entry.type === undefined) return [];
    const declared = this.#typeOf('type', entry);
    if (!declared) return [`${entry.type} is not declared`];
    return values
      .filter((value) => value.symbol.name !== entry.type && !this.#checker.isTypeAssignableTo(value, declared))
      .map((value) => `${this.#shown(value)} is no ${String(entry.type)}`);
  }

  #wrongReleases(values: readonly ts.Type[], entry: Resource): readonly string[] {
    const { release } = entry;
    switch (release.form) {
      case 'function':
        return release.functions.filter((_, nth) => !this.#typeOf(`release${String(nth)}`, entry));
      case 'owner':
        return release.methods.filter((_, nth) => !this.#typeOf(`release${String(nth)}`, entry));
      case 'disposer':
        return values.flatMap((value) => this.#wrongCall(value, release.async, 'handle'));
      case 'self':
        return [
          ...release.methods.filter((name) => !values.some((value) => value.getProperty(name))),
          ...values.flatMap((value) => {
            const [first] = release.methods;
            const method = value.getProperty(first);
            return method
              ? this.#wrongCall(this.#checker.getTypeOfSymbol(method), release.async, first)
              : `${this.#shown(value)} has no ${first}()`;
          }),
        ];
    }
  }

  #wrongCall(callee: ts.Type, async: true | undefined, name: string): readonly string[] {
    const results = callee.getCallSignatures().map((signature) => signature.getReturnType());
    if (results.length === 0) return [`${name} cannot be called`];
    return results.some((result) => this.#isPromise(result)) === (async ?? false) ? [] : [`async: ${name}`];
  }

  #typeOf(variable: string, entry: Resource): ts.Type | undefined {
    const type = this.#types.get(`${variable}_${String(this.#entries.indexOf(entry))}`);
    return type && type.flags & ts.TypeFlags.Any ? undefined : type;
  }

  #isPromise(type: ts.Type): boolean {
    return this.#checker.getPropertyOfType(type, 'then') !== undefined;
  }

  #shown(type: ts.Type): string {
    return this.#checker.typeToString(type);
  }
}

/** What the overloads return that return anything: one with a callback often does not. */
function resultsOf(type: ts.Type, by: AcquiredBy): readonly ts.Type[] {
  const signatures = 'new' in by ? type.getConstructSignatures() : type.getCallSignatures();
  return signatures
    .map((signature) => signature.getReturnType())
    .filter((result) => !(result.flags & ts.TypeFlags.Void));
}

/** The text of a file that declares a variable for each name; a name that nothing declares gives it the type `any`. */
function fileOf(entries: readonly Resource[], modules: readonly string[]): string {
  const lines = modules.map((name, index) => `import * as module${String(index)} from '${name}';`);
  const qualified = (name: string, from: string | undefined): string =>
    from === undefined ? name : `module${String(modules.indexOf(from))}.${name}`;
  for (const [index, { acquiredBy, release, type }] of entries.entries()) {
    const declare = (variable: string, declared: string): void => {
      lines.push(`export declare let ${variable}_${String(index)}: ${declared};`);
    };
    for (const [nth, by] of acquiredBy.entries()) {
      if ('method' in by) {
        declare(`acquired${String(nth)}`, `${qualified(by.of, by.from)}['${by.method}']`);
      } else {
        declare(`acquired${String(nth)}`, `typeof ${qualified('call' in by ? by.call : by.new, by.from)}`);
        // a class that is a default export is listed under the name that it usually gets
        if ('new' in by && by.from !== undefined)
          declare(`default${String(nth)}`, `typeof ${qualified('default', by.from)}`);
      }
    }
    const [first] = acquiredBy;
    if (type !== undefined) declare('type', qualified(type, first.from));
    if (release.form === 'function') {
      for (const [nth, name] of release.functions.entries()) {
        declare(`release${String(nth)}`, `typeof ${qualified(name, release.from)}`);
      }
    }
    if (release.form === 'owner' && 'of' in first) {
      for (const [nth, name] of release.methods.entries()) {
        declare(`release${String(nth)}`, `${qualified(first.of, first.from)}['${name}']`);
      }
    }
  }
  return lines.join('\n');
}

function programOf(file: string, text: string, folder: string): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.webworker.d.ts'],
    types: ['node'],
    typeRoots: [path.join(folder, 'node_modules/@types')],
    strict: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === file
      ? ts.createSourceFile(file, text, languageVersion)
      : getSourceFile.call(host, name, languageVersion, ...rest);
  return ts.createProgram([file], options, host);
}
