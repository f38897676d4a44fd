import { fstatSync, statSync } from 'node:fs';
import type { Pool } from 'pg';

/** How many of a kind the process holds, under the name of the kind. */
export type Count = Readonly<Record<string, number>>;

/** Counts what this process holds right now: asked of the pool, of the operating system and of Node. */
export function countWhatIsHeld(pool: Pool, files: Readonly<Record<string, string>>): Count {
  const alive = process.getActiveResourcesInfo();
  const ofType = (type: string): number => alive.filter((each) => each === type).length;
  return {
    'pool clients not given back': pool.totalCount - pool.idleCount,
    ...Object.fromEntries(Object.entries(files).map(([kind, file]) => [kind, descriptorsOn(file)])),
    'running intervals': ofType('Timeout'),
    'file watchers': ofType('FSEventWrap'),
  };
}

/** How many descriptors of this process are open on a file. */
function descriptorsOn(file: string): number {
  const { dev, ino } = statSync(file, { bigint: true });
  let count = 0;
  for (let descriptor = 0; descriptor < 1024; descriptor += 1) {
    try {
      const open = fstatSync(descriptor, { bigint: true });
      if (open.dev === dev && open.ino === ino) count += 1;
    } catch {
      // It is not in use.
    }
  }
  return count;
}
