/** Functions that are given what runs when a test, or all tests of a suite, are over. */
export const testEndHooks: ReadonlySet<string> = new Set([
  'after',
  'afterAll',
  'afterEach',
  'onTestFinished',
  'suiteTeardown',
  'teardown',
]);

/** Functions that are given what runs before tests. */
export const testBeginHooks: ReadonlySet<string> = new Set([
  'before',
  'beforeAll',
  'beforeEach',
  'setup',
  'suiteSetup',
]);

/** Functions around a group of tests. */
export const testGroups: ReadonlySet<string> = new Set(['context', 'describe', 'suite']);
