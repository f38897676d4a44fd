import type { Resource } from './schema.ts';

/** Timers and frame callbacks of browsers and Node. */
export const timers: readonly Resource[] = [
  {
    id: 'timer/interval',
    label: 'an interval timer',
    family: 'timer',
    acquiredBy: [{ call: 'setInterval' }, { call: 'setInterval', from: 'node:timers' }],
    // The two clear functions are interchangeable, by specification and in Node.
    release: { form: 'function', functions: ['clearInterval', 'clearTimeout'] },
    // Whoever writes `unref()` has decided that the timer may last as long as the program.
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/timeout',
    label: 'a timeout',
    family: 'timer',
    acquiredBy: [{ call: 'setTimeout' }, { call: 'setTimeout', from: 'node:timers' }],
    release: { form: 'function', functions: ['clearTimeout', 'clearInterval'] },
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/immediate',
    label: 'an immediate',
    family: 'timer',
    acquiredBy: [{ call: 'setImmediate' }, { call: 'setImmediate', from: 'node:timers' }],
    release: { form: 'function', functions: ['clearImmediate'] },
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/animation-frame',
    label: 'an animation frame callback',
    family: 'timer',
    acquiredBy: [{ call: 'requestAnimationFrame' }],
    release: { form: 'function', functions: ['cancelAnimationFrame'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
  {
    id: 'timer/idle-callback',
    label: 'an idle callback',
    family: 'timer',
    acquiredBy: [{ call: 'requestIdleCallback' }],
    release: { form: 'function', functions: ['cancelIdleCallback'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
];
