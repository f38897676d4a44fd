import { EventEmitter, on } from 'node:events';
import { createServer } from 'node:http';
import { setInterval as every } from 'node:timers/promises';

declare function refresh(): Promise<void>;
declare function connect(
  url: string,
): Promise<{ consume(queue: string, handler: (message: unknown) => void): Promise<void>; close(): void }>;
declare const bus: EventEmitter;

// runs until abort: promise settled on close
export function serve(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('close', resolve);
    server.on('error', reject);
    signal.addEventListener('abort', () => server.close());
    server.listen(port);
  });
}
// stop flag
export async function loop(signal: AbortSignal): Promise<void> {
  let stopped = false;
  signal.addEventListener('abort', () => {
    stopped = true;
  });
  while (!stopped) await refresh();
}
// interval with first run
export async function poll(signal: AbortSignal): Promise<void> {
  const timer = setInterval(() => void refresh(), 1000);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  await refresh();
}
// consume
export async function subscribe(
  q: string,
  handler: (m: unknown) => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const channel = await connect('x');
  signal.addEventListener('abort', () => channel.close());
  await channel.consume(q, handler);
}
// for await with the signal
export async function ticks(signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => console.log('stopped'));
  for await (const _ of every(1000, undefined, { signal })) await refresh();
}
// on(emitter, signal)
export async function events(signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => console.log('bye'), { once: true });
  for await (const [event] of on(bus, 'x', { signal })) console.log(event);
}
// websocket kept open
export async function openSocket(url: string, signal: AbortSignal): Promise<WebSocket> {
  const socket = new WebSocket(url);
  signal.addEventListener('abort', () => socket.close());
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return socket;
}
// returned resource bound to signal
export async function acquire(
  pool: { take(): Promise<{ release(): void }> },
  signal: AbortSignal,
): Promise<{ release(): void }> {
  const lease = await pool.take();
  signal.addEventListener('abort', () => lease.release(), { once: true });
  await refresh();
  return lease;
}
// event source
export function stream(url: string, onMessage: (x: string) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url);
    source.onmessage = (e) => onMessage(String(e.data));
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}
// executor with check and reject on other failure
export function forever(signal: AbortSignal, onTick: () => void): Promise<never> {
  return new Promise((_, reject) => {
    const id = setInterval(() => {
      try {
        onTick();
      } catch (e) {
        console.error(e);
      }
    }, 10);
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(id);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
