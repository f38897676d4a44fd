import type { Resource } from './schema.ts';

/** MySQL: `mysql2`, with promises and with callbacks. */
export const mysql2: readonly Resource[] = [
  {
    id: 'mysql2/pooled-connection',
    label: 'a pooled connection',
    family: 'resource',
    // The pool of the callback API hands its connections to callbacks only.
    acquiredBy: [
      { method: 'getConnection', of: 'Pool', from: 'mysql2/promise' },
      { method: 'getConnection', of: 'PoolNamespace', from: 'mysql2/promise' },
      { method: 'getConnection', of: 'PoolCluster', from: 'mysql2/promise' },
    ],
    promised: true,
    type: 'PoolConnection',
    release: { form: 'self', methods: ['release', 'destroy'] },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'high',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
  {
    id: 'mysql2/connection',
    label: 'a database connection',
    family: 'resource',
    acquiredBy: [{ call: 'createConnection', from: 'mysql2/promise' }],
    promised: true,
    type: 'Connection',
    release: { form: 'self', methods: ['end', 'destroy'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
  {
    id: 'mysql2/callback-connection',
    label: 'a database connection',
    family: 'resource',
    acquiredBy: [{ call: 'createConnection', from: 'mysql2' }],
    type: 'Connection',
    release: { form: 'self', methods: ['end', 'destroy'] },
    // Its queries answer through callbacks.
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'dispose', node: '20.4.0' },
  },
  {
    id: 'mysql2/pool',
    label: 'a connection pool',
    family: 'resource',
    acquiredBy: [
      { call: 'createPool', from: 'mysql2/promise' },
      { call: 'createPoolCluster', from: 'mysql2/promise' },
    ],
    release: { form: 'self', methods: ['end'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    confidence: 'medium',
  },
  {
    id: 'mysql2/callback-pool',
    label: 'a connection pool',
    family: 'resource',
    acquiredBy: [
      { call: 'createPool', from: 'mysql2' },
      { call: 'createPoolCluster', from: 'mysql2' },
    ],
    release: { form: 'self', methods: ['end'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'medium',
    disposal: { symbol: 'dispose', node: '20.4.0' },
  },
];
