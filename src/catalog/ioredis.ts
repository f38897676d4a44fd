import type { Resource } from './schema.ts';

/** Redis: `ioredis`. */
export const ioredis: readonly Resource[] = [
  {
    id: 'ioredis/client',
    label: 'a Redis client',
    family: 'resource',
    acquiredBy: [
      { new: 'Redis', from: 'ioredis' },
      { new: 'IORedis', from: 'ioredis' },
      { new: 'Cluster', from: 'ioredis' },
      { method: 'duplicate', of: 'Redis', from: 'ioredis' },
      { method: 'duplicate', of: 'Cluster', from: 'ioredis' },
    ],
    release: { form: 'self', methods: ['quit', 'disconnect', 'end'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'medium',
  },
];
