import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplesIn } from '../docs/samples.ts';
import { withoutTypes } from '../support/compile.ts';
import { engines, type Engine } from './engines.ts';

/** How a sample is used, once: `track(value)` remembers a value without keeping it. */
interface Use {
  readonly rule: string;
  /** A text by which the sample is found, with its suggestion behind it. */
  readonly sample: string;
  readonly use: string;
  /** Put before the sample: what it only declares. */
  readonly before?: string;
  /** The first Node that no longer keeps it. */
  readonly keptBefore?: readonly [major: number, minor: number];
}

const uses: readonly Use[] = [
  {
    rule: 'no-growing-collection',
    sample: 'const started = new',
    use: 'begin(track({ headers: big() }));',
  },
  {
    rule: 'no-growing-collection',
    sample: 'listeners.set(id, listener);',
    use: 'const body = track(big()); subscribe(String(n), () => body)();',
  },
  {
    rule: 'no-growing-collection',
    sample: 'topics.get(id)!.add(listener);',
    use: `const set = globalThis.Set;
      globalThis.Set = class extends set { constructor() { super(); track(this); } };
      subscribe(String(n), () => {})();
      globalThis.Set = set;`,
  },
  {
    rule: 'no-retained-slice',
    sample: 'headers.set(id,',
    use: 'const packet = Buffer.alloc(1 << 20); track(packet.buffer); receive(String(n), packet);',
  },
  {
    rule: 'no-retaining-promise',
    sample: 'export async function deliver',
    before: 'const send = async (body) => body;',
    use: 'await deliver(track(Buffer.alloc(1 << 20)));',
    keptBefore: [26, 5],
  },
  {
    rule: 'no-unread-error-retention',
    sample: 'failures.push(error);',
    before: 'let parse;',
    use: 'const body = track(big()); parse = () => { throw new Error(body.text ?? "no text"); }; check("");',
  },
];

const harness = `
const tracked = [];
const track = (value) => { tracked.push(new WeakRef(value)); return value; };
const big = () => ({ bytes: new Array(1000).fill(0) });
for (let n = 0; n < 10; n++) await (async () => { USE })();
for (let round = 0; round < 5; round++) { await new Promise((done) => setTimeout(done, 5)); gc(); }
console.log(tracked.filter((value) => value.deref() !== undefined).length);
process.exit(0);
`;

/** How many of ten values are still alive when a program has used each once and collected its garbage. */
function keptBy(code: string, { use, before = '' }: Use, { node }: Engine): number {
  const declared = code.replaceAll(/^declare .*$/gmu, '');
  const program = `${before}\n${withoutTypes(declared, 'file.ts')}\n${harness.replace('USE', () => use)}`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  return Number(execFileSync(node, args, { encoding: 'utf8' }));
}

describe.each(uses)('$rule: $sample', (use) => {
  const page = readFileSync(path.join(import.meta.dirname, `../../docs/rules/${use.rule}.md`), 'utf8');
  const samples = samplesIn(page);
  const index = samples.findIndex(({ mark, code }) => mark.startsWith('reported') && code.includes(use.sample));
  const [reported, repaired] = [samples[index], samples[index + 1]];
  const [lastMajor, lastMinor] = use.keptBefore ?? [Infinity, 0];

  it.each(engines())('the sample that is reported keeps what is used: $version', (engine) => {
    const [major = 0, minor = 0] = engine.version.slice(1).split('.').map(Number);
    const isKept = major < lastMajor || (major === lastMajor && minor < lastMinor);
    expect(reported).toBeDefined();
    expect(keptBy(reported?.code ?? '', use, engine)).toBe(isKept ? 10 : 0);
  });

  it.each(engines())('the sample after the suggestion lets it go: $version', (engine) => {
    expect(repaired?.mark).toBe('after the suggestion');
    expect(keptBy(repaired?.code ?? '', use, engine)).toBeLessThanOrEqual(1);
  });
});

/** How many MB stay when a program has kept ten parts of texts of 4 MB each; strings have no weak references. */
function megabytesKept(code: string, { node }: Engine): number {
  const declared = withoutTypes(code.replace(/import .*\n/u, ''), 'file.ts');
  const program = `
const readFile = async (file) => Buffer.alloc(4 << 20, 97 + Number(file)).toString('latin1');
${declared}
gc();
const before = process.memoryUsage().heapUsed;
for (let n = 0; n < 10; n++) await titleOf(String(n));
for (let round = 0; round < 5; round++) { await new Promise((done) => setTimeout(done, 5)); gc(); }
console.log((process.memoryUsage().heapUsed - before) / 2 ** 20 + process.memoryUsage().external / 2 ** 20);
`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  return Number(execFileSync(node, args, { encoding: 'utf8' }));
}

describe('no-retained-slice: a piece of a text', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/rules/no-retained-slice.md'), 'utf8');
  const samples = samplesIn(page);
  const index = samples.findIndex(({ code }) => code.includes('titles.set(file, text.slice(0, 80));'));

  it.each(engines())('keeps the texts, and its copy does not: $version', (engine) => {
    expect(megabytesKept(samples[index]?.code ?? '', engine)).toBeGreaterThan(30);
    expect(megabytesKept(samples[index + 1]?.code ?? '', engine)).toBeLessThan(10);
  });
});
