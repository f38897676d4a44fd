import type { Resource } from './schema.ts';

/** What shared editing keeps running. A document itself is memory alone. */
export const yjs: readonly Resource[] = [
  {
    id: 'y-protocols/awareness',
    label: 'an awareness (it runs an interval)',
    family: 'resource',
    acquiredBy: [{ new: 'Awareness', from: 'y-protocols/awareness' }],
    type: 'Awareness',
    release: { form: 'self', methods: ['destroy'] },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
  },
];
