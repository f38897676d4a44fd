import { browsers } from './browsers.ts';
import { databases } from './databases.ts';
import { ecmascript } from './ecmascript.ts';
import { ioredis } from './ioredis.ts';
import { locks } from './locks.ts';
import { messaging } from './messaging.ts';
import { mongodb } from './mongodb.ts';
import { mysql2 } from './mysql2.ts';
import { nodeFiles } from './node-files.ts';
import { nodeNetwork } from './node-network.ts';
import { nodeProcesses } from './node-processes.ts';
import { pg } from './pg.ts';
import { redis } from './redis.ts';
import type { Resource } from './schema.ts';
import { timers } from './timers.ts';
import { tools } from './tools.ts';
import { vscode } from './vscode.ts';
import { web } from './web.ts';
import { widgets } from './widgets.ts';
import { yjs } from './yjs.ts';

/** Every kind of resource that the plugin knows by name. */
export const resources: readonly Resource[] = [
  ...ecmascript,
  ...timers,
  ...nodeFiles,
  ...nodeNetwork,
  ...nodeProcesses,
  ...web,
  ...pg,
  ...mysql2,
  ...mongodb,
  ...redis,
  ...ioredis,
  ...databases,
  ...locks,
  ...messaging,
  ...browsers,
  ...tools,
  ...vscode,
  ...yjs,
  ...widgets,
];
