import type { Resource } from './schema.ts';

/** PostgreSQL: `pg`. */
export const pg: readonly Resource[] = [
  {
    id: 'pg/pooled-client',
    label: 'a pooled client',
    family: 'resource',
    acquiredBy: [{ method: 'connect', of: 'Pool', from: 'pg' }],
    promised: true,
    type: 'PoolClient',
    release: { form: 'self', methods: ['release'] },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'high',
  },
  {
    id: 'pg/client',
    label: 'a database connection',
    family: 'resource',
    acquiredBy: [{ new: 'Client', from: 'pg' }],
    type: 'Client',
    release: { form: 'self', methods: ['end'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
  },
  {
    id: 'pg/pool',
    label: 'a connection pool',
    family: 'resource',
    acquiredBy: [{ new: 'Pool', from: 'pg' }],
    type: 'Pool',
    release: { form: 'self', methods: ['end'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'medium',
  },
];
