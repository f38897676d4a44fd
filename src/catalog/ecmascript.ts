import type { Resource } from './schema.ts';

/** The disposable stacks of the language itself. Where the class exists, native or as a polyfill, it has the symbol: since Node does. */
export const ecmascript: readonly Resource[] = [
  {
    id: 'ecmascript/disposable-stack',
    label: 'a disposable stack',
    family: 'resource',
    // What `move()` returns owns everything that the stack held before.
    acquiredBy: [{ new: 'DisposableStack' }, { method: 'move', of: 'DisposableStack' }],
    type: 'DisposableStack',
    release: { form: 'self', methods: ['dispose', 'move'] },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'dispose', node: '20.4.0' },
  },
  {
    id: 'ecmascript/async-disposable-stack',
    label: 'an async disposable stack',
    family: 'resource',
    acquiredBy: [{ new: 'AsyncDisposableStack' }, { method: 'move', of: 'AsyncDisposableStack' }],
    type: 'AsyncDisposableStack',
    release: { form: 'self', methods: ['disposeAsync', 'move'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
];
