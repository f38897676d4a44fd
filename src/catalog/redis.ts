import type { Resource } from './schema.ts';

/** Redis: `redis` and `@redis/client`. */
export const redis: readonly Resource[] = [
  {
    id: 'redis/client',
    label: 'a Redis client',
    family: 'resource',
    acquiredBy: [
      { call: 'createClient', from: 'redis' },
      { call: 'createClient', from: '@redis/client' },
      { call: 'createCluster', from: 'redis' },
      { call: 'createSentinel', from: 'redis' },
    ],
    release: { form: 'self', methods: ['close', 'destroy', 'quit', 'disconnect'], async: true },
    endsByItself: { methods: ['unref'] },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'medium',
  },
];
