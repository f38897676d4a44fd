import type { Resource } from './schema.ts';

/** Locks: whoever does not give one back stops everybody else. */
export const locks: readonly Resource[] = [
  {
    id: 'async-mutex/mutex',
    label: 'a mutex',
    family: 'resource',
    acquiredBy: [
      { method: 'acquire', of: 'Mutex', from: 'async-mutex' },
      { method: 'acquire', of: 'MutexInterface', from: 'async-mutex' },
    ],
    promised: true,
    release: { form: 'disposer' },
    worksUnattended: false,
    leaksOnThrow: true,
    // `mutex.release()` gives it back as well, without what this returned.
    confidence: 'medium',
  },
  {
    id: 'proper-lockfile/lock',
    label: 'a file lock',
    family: 'resource',
    acquiredBy: [{ call: 'lock', from: 'proper-lockfile' }],
    promised: true,
    release: { form: 'disposer', async: true },
    worksUnattended: false,
    leaksOnThrow: true,
    // `unlock(path)` gives it back as well, without what this returned.
    confidence: 'medium',
  },
  {
    id: 'proper-lockfile/sync-lock',
    label: 'a file lock',
    family: 'resource',
    acquiredBy: [{ call: 'lockSync', from: 'proper-lockfile' }],
    release: { form: 'disposer' },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'medium',
  },
  {
    id: 'imapflow/mailbox-lock',
    label: 'a mailbox lock',
    family: 'resource',
    acquiredBy: [{ method: 'getMailboxLock', of: 'ImapFlow', from: 'imapflow' }],
    promised: true,
    type: 'MailboxLockObject',
    release: { form: 'self', methods: ['release'] },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'high',
  },
  {
    id: 'redlock/lock',
    label: 'a distributed lock',
    family: 'resource',
    acquiredBy: [
      { method: 'acquire', of: 'Redlock', from: 'redlock' },
      { method: 'acquire', of: 'Redlock', from: '@sesamecare-oss/redlock' },
    ],
    promised: true,
    type: 'Lock',
    release: { form: 'self', methods: ['release', 'unlock'], async: true },
    worksUnattended: false,
    leaksOnThrow: true,
    // it expires in the end; until then nobody else gets it
    confidence: 'high',
  },
];
