import type { Resource } from './schema.ts';

/** Build tools and file tools. */
export const tools: readonly Resource[] = [
  {
    id: 'chokidar/watcher',
    label: 'a file watcher',
    family: 'resource',
    acquiredBy: [{ call: 'watch', from: 'chokidar' }],
    type: 'FSWatcher',
    release: { form: 'self', methods: ['close'], async: true },
    worksUnattended: true,
    leaksOnThrow: false,
    // Watching until the user stops the program is what many command lines are for.
    confidence: 'medium',
  },
  {
    id: 'esbuild/context',
    label: 'a build context',
    family: 'resource',
    acquiredBy: [{ call: 'context', from: 'esbuild' }],
    promised: true,
    type: 'BuildContext',
    release: { form: 'self', methods: ['dispose'], async: true },
    // Watching and serving go on until it is disposed.
    endsByItself: { methods: ['watch', 'serve'] },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
  },
  {
    id: 'tmp-promise/temporary-path',
    label: 'a temporary path',
    family: 'resource',
    acquiredBy: [
      { call: 'file', from: 'tmp-promise' },
      { call: 'dir', from: 'tmp-promise' },
    ],
    promised: true,
    type: 'DirectoryResult',
    release: { form: 'self', methods: ['cleanup'], async: true },
    worksUnattended: false,
    leaksOnThrow: true,
    // Some programs let the library delete everything at exit.
    confidence: 'medium',
  },
  {
    id: 'tmp/temporary-path',
    label: 'a temporary path',
    family: 'resource',
    acquiredBy: [
      { call: 'fileSync', from: 'tmp' },
      { call: 'dirSync', from: 'tmp' },
    ],
    release: { form: 'self', methods: ['removeCallback'] },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'medium',
  },
];
