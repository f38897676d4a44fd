import { describe, expect, it } from 'vitest';
import { engines, runTracked } from './engines.ts';
import { predictedAlive } from './predictions.ts';
import { randomProgram } from './random-closures.ts';
import { runs, seed } from './random-runs.ts';

const programs = Array.from({ length: runs }, (_, index) => {
  const program = { seed: seed + index, ...randomProgram(seed + index) };
  return { ...program, predicted: predictedAlive(program, index % 2 === 0 ? 'espree' : 'typescript') };
});

describe(`what closures keep alive, in ${String(runs)} random programs from LEAKS_SEED=${String(seed)} on`, () => {
  it.each(engines())('as the model says: $version', (engine) => {
    const outcomes = runTracked(engine, programs);
    const ran = programs.flatMap((program, index) => {
      const outcome = outcomes[index]!;
      return outcome.error === null && outcome.hasKept ? [{ program, alive: outcome.alive }] : [];
    });
    const mismatches = ran.flatMap(({ program: { predicted, ...program }, alive }) =>
      predicted.join() === alive.join() ? [] : [{ seed: program.seed, predicted, alive, code: program.code }],
    );
    expect(mismatches.slice(0, 3)).toEqual([]);
    // the programs are worth something: most run, and in most of them something stays
    expect(ran.length).toBeGreaterThan(runs * 0.9);
    expect(ran.filter(({ alive }) => alive.length > 0).length).toBeGreaterThan(runs / 2);
  });
});
