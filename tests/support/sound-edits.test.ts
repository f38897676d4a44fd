import type { TSESLint } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { flawsOf, type Edit, type EditedCase } from './sound-edits.ts';

/** Reports every `const` and `let` that is given what `open…()` returns. */
const noOpenConst: TSESLint.RuleModule<'held'> = {
  meta: { type: 'problem', fixable: 'code', messages: { held: 'Held.' }, schema: [] },
  create: (context) => ({
    'VariableDeclaration[kind=/const|let/] > VariableDeclarator > CallExpression[callee.name=/^open/]'(node) {
      const { parent } = node as { parent: { parent: never } };
      context.report({
        node: parent.parent,
        messageId: 'held',
        fix: (fixer) => fixer.replaceText(context.sourceCode.getFirstToken(parent.parent) as never, 'using'),
      });
    },
  }),
};

const declarations = `interface Res extends Disposable { read(): void }
declare function open(): Res;
declare function openAsync(): AsyncDisposable;
declare const n: number;
`;

async function flawsIn(
  before: string,
  result: string,
  how: Partial<EditedCase> & { readonly of?: Edit['of'] } = {},
): Promise<readonly string[]> {
  const { of = 'fix', ...given } = how;
  const tested = {
    ruleName: 'no-open-const',
    rule: noOpenConst,
    filename: 'file.ts',
    language: { typed: 'node' },
  } as const;
  const code = given.language === 'espree' ? before : declarations + before;
  return flawsOf(
    { ...tested, ...given, code },
    { result: given.language === 'espree' ? result : declarations + result, of },
  );
}

const inFunction = (body: string): string => `export function f() { ${body} }`;

describe('flawsOf', () => {
  it('finds nothing wrong with a good edit, typed and untyped', async () => {
    const edit = [inFunction('const a = open(); a.read();'), inFunction('using a = open(); a.read();')] as const;
    expect(await flawsIn(...edit)).toEqual([]);
    expect(await flawsIn(...edit, { language: 'typescript' })).toEqual([]);
    const imported = edit.map((code) => `import { open } from 'somewhere'; ${code}`) as [string, string];
    expect(await flawsIn(...imported, { language: 'espree', filename: 'file.js' })).toEqual([]);
  });

  it('reads decorators and JSX', async () => {
    const component = 'declare function dec(...args: unknown[]): void; @dec class A { b = <p />; }';
    const edit = [`${component} const a = open();`, `${component} using a = open();`] as const;
    expect(await flawsIn(...edit, { filename: 'react.tsx' })).toEqual([]);
  });

  it.each([
    [
      'in a case',
      inFunction('switch (n) { case 1: const a = open(); }'),
      inFunction('switch (n) { case 1: using a = open(); }'),
    ],
    ['exported', 'export const a = open();', 'export using a = open();'],
    [
      'async, in a function that is not',
      inFunction('const a = openAsync();'),
      inFunction('await using a = openAsync();'),
    ],
    ['as the body of an if', inFunction('if (n) { const a = open(); }'), inFunction('if (n) using a = open();')],
    [
      'async, in a static block',
      'class A { static { const a = openAsync(); } }',
      'class A { static { await using a = openAsync(); } }',
    ],
    ['with the name on the next line', inFunction('let a = open();'), inFunction('let a; using\na = open();')],
    ['of an array pattern', inFunction('const [a] = open();'), inFunction('using [a] = open();')],
    [
      'of a value that is never disposable',
      inFunction('const a = open().read();'),
      inFunction('using a = open().read();'),
    ],
  ])('refuses a `using` %s', async (_, before, after) => {
    expect(await flawsIn(before, after)).not.toEqual([]);
  });

  it('refuses a `using` at the top level of a script, which both parsers accept', async () => {
    const asScript = { language: 'typescript', languageOptions: { sourceType: 'script' } } as const;
    expect(await flawsIn('const a = open();', 'using a = open();', asScript)).toEqual([
      expect.stringContaining('V8: SyntaxError'),
    ]);
  });

  it('tells a type error that the edit brings from one that was there', async () => {
    const broken = 'const m: string = n; ';
    const before = inFunction(`${broken} const a = open();`);
    expect(await flawsIn(before, inFunction(`${broken} using a = open();`))).toEqual([]);
    expect(await flawsIn(before, inFunction(`${broken} using a = open(1);`))).toEqual([
      expect.stringMatching(/^TS2554: /u),
    ]);
  });

  it('refuses a result that does not parse at all', async () => {
    expect(await flawsIn(inFunction('const a = open();'), inFunction('using = = open();'))).toEqual([
      expect.stringContaining('Parsing error'),
    ]);
  });

  it('refuses a result that is still reported, or where something new is', async () => {
    const before = inFunction('const a = open(); const b = open();');
    const half = inFunction('using a = open(); const b = open();');
    expect(await flawsIn(before, half)).toEqual(['reported after the edit: held']);
    expect(await flawsIn(before, half, { of: { report: 0, suggestion: 0 } })).toEqual([]);
    expect(await flawsIn(before, before, { of: { report: 0, suggestion: 0 } })).toEqual([
      'reported after the edit: held',
    ]);
  });

  it('refuses a result that lost a comment', async () => {
    const before = inFunction('/* one */ const a = /* two */ open(); // three\n');
    expect(await flawsIn(before, inFunction('using a = open(); /* one */ // three\n'))).toEqual(['lost comment: two']);
  });
});
