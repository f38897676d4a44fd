import { describe, expect, it } from 'vitest';
import { longFunction } from '../../scripts/long-function.mjs';
import { flowStepsOf } from '../../src/analyses/paths/flow-steps.ts';
import { findReleaseVerdicts } from '../../src/analyses/paths/release-paths.ts';
import { findUsesAfterRelease } from '../../src/analyses/using/uses-after-release.ts';
import { analyse } from '../support/run-analysis.ts';

function measured(statements: number, held: boolean): { steps: number; resources: number } {
  return analyse(
    longFunction(statements, held),
    (sourceCode) => {
      const { length } = findReleaseVerdicts(sourceCode, {}, { exceptionPaths: false });
      // what is done after a release is followed as well, in the same run of `require-disposal`
      findUsesAfterRelease(sourceCode, {});
      return { steps: flowStepsOf(sourceCode), resources: length };
    },
    { filename: 'long.js' },
  );
}

/**
 * Steps do not depend on the machine. Twice the statements may take a little more than twice the steps: the parts of
 * a state are found through a tree, whose height grows with the logarithm of the number of handles.
 */
describe.each([
  ['that are closed some lines below', false],
  ['that are held to the end', true],
])('a long function with descriptors %s', (_, held) => {
  const sizes = [1000, 2000, 4000, 5000];
  const found = sizes.map((size) => measured(size, held));
  const steps = found.map((one) => one.steps);

  it('is followed to its end', () => {
    expect(found.map(({ resources }) => resources)).toEqual([100, 200, 400, 500]);
  });

  it(`takes steps in proportion to its length: ${steps.join(', ')}`, () => {
    const perStatement = steps.map((count, index) => count / sizes[index]!);
    expect(Math.max(...perStatement)).toBeLessThan(perStatement[0]! * 1.3);
    expect(Math.max(...perStatement)).toBeLessThan(40);
  });
});
