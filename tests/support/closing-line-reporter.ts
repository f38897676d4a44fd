import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/**
 * Ends the output with one line that a script can read: `N passed, N failed`, and
 * `, N skipped` when there are any. Whatever fails outside a test (a file that does not
 * load, a hook, an unhandled rejection) counts as one failure each.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module): (TestModule | TestSuite)[] => [module, ...module.children.allSuites()]);
    const countOf = (state: string): number => tests.filter((test) => test.result().state === state).length;

    const passed = countOf('passed');
    const failed = countOf('failed') + groups.flatMap((group) => group.errors()).length + unhandledErrors.length;
    const skipped = tests.length - passed - countOf('failed');
    console.log(
      `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`,
    );
  }
}
