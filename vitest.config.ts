import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './tests/support/closing-line-reporter.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The first typed case of a worker builds a TypeScript program: seconds on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One worker a core, each of which loads ESLint and TypeScript once and not once a file.
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    reporters: ['default', new ClosingLineReporter()],
  },
});
