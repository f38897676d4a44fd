import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

describe('the server', () => {
  let server: Server;
  let folder: string;
  let timer: NodeJS.Timeout;

  before(async () => {
    server = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });
  after(() => {
    server.close();
  });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'test-'));
    timer = setInterval(() => {
      server.closeIdleConnections();
    }, 100);
  });
  afterEach(async () => {
    clearInterval(timer);
    await rm(folder, { recursive: true });
  });

  it('listens', () => {
    assert.equal(server.listening, true);
  });

  it('cleans up after itself', (context) => {
    const extra = createServer();
    context.after(() => {
      extra.close();
    });
    extra.listen(0);
  });
});
