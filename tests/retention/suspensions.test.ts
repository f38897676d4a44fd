import { describe, expect, it } from 'vitest';
import { engines, runTracked } from './engines.ts';
import { predictedInFrame } from './predictions.ts';
import { randomSuspension } from './random-suspensions.ts';
import { runs, seed } from './random-runs.ts';

const programs = Array.from({ length: runs }, (_, index) => {
  const program = { seed: seed + index, ...randomSuspension(seed + index) };
  return { ...program, predicted: predictedInFrame(program.code, index % 2 === 0 ? 'espree' : 'typescript') };
});

describe(`what suspended functions keep alive, in ${String(runs)} random programs from LEAKS_SEED=${String(seed)} on`, () => {
  it.each(engines())('as the model says: $version', (engine) => {
    const outcomes = runTracked(engine, programs);
    const ran = programs.flatMap((program, index) => {
      const outcome = outcomes[index]!;
      return outcome.error === null && outcome.hasKept ? [{ program, alive: outcome.alive }] : [];
    });
    const mismatches = ran.flatMap(({ program: { predicted, ...program }, alive }) => {
      const unpredicted = alive.filter(
        (label) => !predicted.alive.includes(label) && !predicted.perhaps.includes(label),
      );
      const missing = predicted.alive.filter((label) => !alive.includes(label));
      return unpredicted.length + missing.length === 0
        ? []
        : [{ seed: program.seed, missing, unpredicted, code: program.code }];
    });
    expect(mismatches.slice(0, 3)).toEqual([]);
    // the programs are worth something: those run that the engine can read, and nearly all is known for sure
    const readable = programs.filter(({ hasUsing }, index) => !hasUsing || outcomes[index]!.error === null);
    expect(ran.length).toBeGreaterThan(readable.length * 0.95);
    const sure = ran.filter(({ program: { predicted } }) => predicted.perhaps.length === 0);
    expect(sure.length).toBeGreaterThan(ran.length * 0.6);
  });
});
