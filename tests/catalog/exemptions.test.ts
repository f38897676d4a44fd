import { describe, expect, it } from 'vitest';
import { exemptTypes } from '../../src/catalog/exemptions.ts';
import { isSameModule } from '../../src/syntax/origins.ts';
import { typeQueriesOf } from '../../src/type-queries/type-queries.ts';
import { analyse } from '../support/run-analysis.ts';

const imports = `
  import child from 'node:child_process';
  import crypto from 'node:crypto';
  import dgram from 'node:dgram';
  import fs from 'node:fs';
  import http from 'node:http';
  import http2 from 'node:http2';
  import https from 'node:https';
  import net from 'node:net';
  import { mock } from 'node:test';
  import stream from 'node:stream';
  import timers from 'node:timers';
  import tls from 'node:tls';
  import tty from 'node:tty';
  import worker from 'node:worker_threads';
  import zlib from 'node:zlib';
  import { vi } from 'vitest';
`;

const exempt = [
  '[1].values()',
  'new Map<string, number>().entries()',
  'new Set([1]).values()',
  '"text"[Symbol.iterator]()',
  '"text".matchAll(/t/g)',
  '(function* () { yield 1; })()',
  '(async function* () { yield 1; })()',
  'setInterval(() => {}, 1)',
  'timers.setTimeout(() => {}, 1)',
  'setImmediate(() => {})',
  'stream.Readable.from([])',
  'new stream.Writable()',
  'new stream.Duplex()',
  'new stream.Transform()',
  'new stream.PassThrough()',
  'fs.createReadStream("a")',
  'zlib.createGzip()',
  'zlib.createBrotliDecompress()',
  'crypto.createHash("sha256")',
  'crypto.createHmac("sha256", "key")',
  'crypto.createCipheriv("aes-128-gcm", "key", "iv")',
  'crypto.createDecipheriv("aes-128-gcm", "key", "iv")',
  'crypto.createSign("sha256")',
  'crypto.createVerify("sha256")',
  'http.get("http://localhost")',
  'new http.IncomingMessage(new net.Socket())',
  'new http.ServerResponse(new http.IncomingMessage(new net.Socket()))',
  'http2.connect("http://localhost").request()',
  'net.connect(1)',
  'new tls.TLSSocket(new net.Socket())',
  'new tty.ReadStream(0)',
  'http.createServer()',
  'https.createServer()',
  'http2.createSecureServer()',
  'child.spawn("ls")',
  'new worker.Worker("a.js")',
  'mock.timers',
  'vi.fn()',
  'vi.spyOn(console, "log")',
  'vi.doMock("a")',
];

const notExempt = ['fs.promises.open("a")', 'dgram.createSocket("udp4")', 'new DisposableStack()'];

/** Which rows of the list name the type of an expression, or a base of it. */
function rowsFor(expression: string): number {
  return analyse(
    `${imports} const value = ${expression};`,
    (sourceCode) => {
      const declaration = sourceCode.ast.body.at(-1);
      if (declaration?.type !== 'VariableDeclaration') throw new Error('no declaration');
      const names = typeQueriesOf(sourceCode).typeNamesOf(declaration.declarations[0].init!) ?? [];
      expect(names).not.toEqual([]);
      return exemptTypes.filter((row) =>
        names.some(({ name, module }) => row.names.includes(name) && isSameModule(row.from ?? null, module)),
      ).length;
    },
    { typed: true },
  );
}

describe('exempt types', () => {
  it.each(exempt)('include that of %s', (expression) => {
    expect(rowsFor(expression)).toBeGreaterThan(0);
  });

  it.each(notExempt)('do not include that of %s', (expression) => {
    expect(rowsFor(expression)).toBe(0);
  });
});
