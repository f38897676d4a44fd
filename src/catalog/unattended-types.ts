/** Types of what does its job after the function has returned, for values that the catalog has not seen being acquired. */
export const unattendedTypes: readonly { readonly name: string; readonly from: string; readonly label: string }[] = [
  { name: 'Timeout', from: 'node:timers', label: 'a timer' },
  { name: 'Immediate', from: 'node:timers', label: 'an immediate' },
  { name: 'Server', from: 'node:net', label: 'a server' },
  { name: 'ChildProcess', from: 'node:child_process', label: 'a child process' },
  { name: 'Worker', from: 'node:worker_threads', label: 'a worker thread' },
];

/** Types that the language's library declares disposable, with the first version of Node in which they are. */
export const disposableSince: readonly { readonly name: string; readonly label: string; readonly node: string }[] = [
  { name: 'IteratorObject', label: 'an iterator', node: '24.0.0' },
  { name: 'AsyncIteratorObject', label: 'an async iterator', node: '24.0.0' },
];
