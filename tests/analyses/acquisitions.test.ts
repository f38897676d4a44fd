import { describe, expect, it } from 'vitest';
import { findAcquisitions } from '../../src/analyses/acquisitions/acquisitions.ts';
import { analyse } from '../support/run-analysis.ts';

const prelude = `
interface Res extends Disposable { read(): string; self(): this }
declare class Handle implements Disposable { [Symbol.dispose](): void }
declare function createRes(): Res;
declare function createResOrNull(): Res | null;
declare function openRes(): Promise<Res>;
declare function getShared(): Res;
/** @owned */ declare function getOwned(): Res;
/** @borrowed */ declare function createBorrowed(): Res;
declare function wrap(r: Res): Res;
declare const given: Res | undefined;
declare const cond: boolean;
`;

/** Where each value goes that an async function acquires, and what is said of it. */
function acquiredIn(body: string): string[] {
  return analyse(
    `${prelude}\nexport async function f() {\n${body}\n}`,
    (sourceCode) =>
      findAcquisitions(sourceCode, {}).map((found) =>
        [
          found.position.at,
          found.producers.length > 1 ? `${found.producers.length} producers` : '',
          found.isAwaited ? '' : 'not awaited',
          found.couldBeNullish ? 'nullish' : '',
          found.couldBeFalsy ? 'falsy' : '',
          found.isMixed ? 'mixed' : '',
        ]
          .filter((fact) => fact !== '')
          .join(', '),
      ),
    { typed: true },
  );
}

describe('an acquisition', () => {
  it.each([
    ['new', 'const h = new Handle();', ['variable']],
    ['a verb', 'const r = createRes();', ['variable']],
    ['a look-up', 'const r = getShared();', []],
    ['a tag that says owned', 'const r = getOwned();', ['variable']],
    ['a tag that says borrowed', 'const r = createBorrowed();', []],
    ['an alias of its receiver', 'const r = given!.self();', []],
    ['an alias of its argument', 'const r = wrap(given!);', []],
    ['wrappers', 'const r = (createRes()! satisfies Res) as Res;', ['variable']],
    ['awaited', 'const r = await openRes();', ['variable']],
    ['not awaited', 'const r = openRes();', ['variable, not awaited']],
    ['a nullable type', 'const r = createResOrNull();', ['variable, nullish']],
    ['two arms', 'const r = cond ? createRes() : createRes();', ['variable, 2 producers']],
    ['an arm that is null', 'const r = cond ? createRes() : null;', ['variable, nullish']],
    ['and', 'const r = cond && createRes();', ['variable, nullish, falsy']],
    ['given or new', 'const r = given ?? createRes();', ['variable, mixed']],
    ['dropped', 'createRes(); createRes().read(); const { read } = createRes();', ['dropped', 'receiver', 'pattern']],
    ['fluent, dropped', 'createRes().self().read();', ['receiver']],
    [
      'collections',
      'const all = [createRes()]; const more = [1].map(() => createRes());',
      ['collection', 'collection'],
    ],
    ['gathered', 'const [a, b] = await Promise.all([openRes(), openRes()]);', ['variable', 'variable']],
    ['handed on', 'return createRes();', []],
    ['using', 'using r = createRes();', []],
    ['a stack takes it', 'using stack = new DisposableStack(); const r = stack.use(createRes());', []],
  ])('%s', (_, body, expected) => {
    expect(acquiredIn(body)).toEqual(expected);
  });
});
