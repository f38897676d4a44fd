/**
 * How the samples of a rule's page are run, in the order in which the page shows what it reports: code that is given
 * `sample`, the exports of the sample, and tracks the value that is reported as `big`.
 */
export const drivers: Readonly<Record<string, readonly string[]>> = {
  'no-shared-closure-context': [`sample.watch(B('big'), () => {});`, `sample.load('path', () => {});`],
  'no-large-closure-capture': [
    `sample.watch(B('big'), () => {});`,
    `const settings = new sample.Settings(); K(settings); settings.load('path', { emit() {} });`,
  ],
  'no-retained-catch-error': [
    `const proxy = new sample.Proxy(); K(proxy); proxy.start(() => { throw B('big'); });`,
    `sample.keepConnected(() => { throw B('big'); }, 1e6);`,
  ],
  'release-before-await': [`sample.serve('path', process);`],
  'no-stale-timer-handle': [`const sender = new sample.Sender(); K(sender); sender.later(B('big'), () => {});`],
  // after the third render no callback is of the first: the second's keeps the scope that names the first's
  'react-callback-chain': [
    `const hooks = [];
    for (const changed of ['nothing', 0, 1]) {
      if (changed !== 'nothing') hooks[changed]++;
      REACT.begin(hooks);
      sample.Editor({ bytes: changed === 'nothing' ? B('big') : {}, save() {} });
    }
    K(hooks);`,
  ],
  // a scope of its own: the sample's functions keep that of the program
  'no-retaining-wrapper': [
    `K(((big) => { const wrapped = sample.once(() => big.label); wrapped(); return wrapped; })(B('big')));`,
  ],
};

/** What the samples find around them. What they read is tracked; targets of events are kept. */
export const surroundings = `
const { EventEmitter } = globalThis.process.getBuiltinModule('node:events');
B = ((track) => (label) => Object.assign(track(label), { 0: 0, 1: 0, size: 1, themes: [], name: '', every: () => true, includes: () => true, some: () => true }))(B);
const window = new EventTarget();
const process = new EventEmitter();
const console = { error() {}, log() {} };
K([window, process]);
const JSON = { parse: (read) => read };
// hooks are known by their order
const REACT = ((hooks, at) => ({
  begin: (kept) => { hooks = kept; at = 0; },
  useState: (initial) => { hooks[at] ??= initial; return [hooks[at++], () => {}]; },
  useCallback: (closure, [value]) => {
    const known = hooks[at];
    const memo = known && known.value === value ? known : { closure, value };
    hooks[at++] = memo;
    return memo.closure;
  },
  jsx: () => ({}),
}))();
const require = (name) => name.startsWith('react') ? REACT : ({ readFileSync: () => B('big'), readFile: async () => B('big'), once: () => H() });
const exports = {};
`;
