import { describe, expect, it } from 'vitest';
import { engines, runTracked } from './engines.ts';
import { measuredCases } from './measured-cases.ts';
import { predictedAlive } from './predictions.ts';

describe('a measured case', () => {
  it.each(measuredCases)('is told by the model: $name', ({ code, alive, argumentsOf = new Map() }) => {
    const program = { code, isStrict: code.startsWith("'use strict'"), argumentsOf };
    expect(predictedAlive(program, 'espree')).toEqual(alive);
    expect(predictedAlive(program, 'typescript')).toEqual(alive);
  });

  it.each(engines())('stays or goes on $version as it is told', (engine) => {
    const outcomes = runTracked(engine, measuredCases);
    const told = measuredCases.map(({ name, alive }) => ({ name, error: null, alive }));
    expect(outcomes.map(({ error, alive }, index) => ({ name: measuredCases[index]!.name, error, alive }))).toEqual(
      told,
    );
  });
});
