import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EventEmitter } from 'node:events';

/** What a build reads lasts as long as the build: the program is a command. */
const modules = new Map<string, { readonly code: string; readonly imports: readonly string[] }>();
function load(file: string): void {
  if (modules.has(file)) return;
  const code = readFileSync(file, 'utf8');
  const imports = [...code.matchAll(/from '(.+?)'/g)].map(([, name = '']) => path.resolve(path.dirname(file), name));
  modules.set(file, { code, imports });
  imports.forEach(load);
}
process.argv.slice(2).forEach(load);
console.log(modules.size);

/** Listeners that leave, and a bus of one's own. */
class Bus {
  #listeners = new Map<string, Set<(value: unknown) => void>>();
  on(name: string, listener: (value: unknown) => void): () => void {
    let listeners = this.#listeners.get(name);
    if (!listeners) this.#listeners.set(name, (listeners = new Set()));
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(name);
    };
  }
  emit(name: string, value: unknown): void {
    this.#listeners.get(name)?.forEach((listener) => listener(value));
  }
}
export const bus = new Bus();

/** Words that are as many as the program has. */
const symbols = new Map<string, symbol>();
export function intern(name: 'id' | 'kind' | 'parent'): symbol {
  let symbol = symbols.get(name);
  if (!symbol) symbols.set(name, (symbol = Symbol(name)));
  return symbol;
}

/** A tree of instances that go with their root. */
export class TreeNode {
  readonly children: TreeNode[] = [];
  append(name: string): TreeNode {
    const child = new TreeNode();
    this.children.push(child);
    emitter.emit('append', name);
    return child;
  }
}
const emitter = new EventEmitter();

/** A part of bytes that is copied before it is kept, and one that is kept for a moment. */
const heads = new Map<string, Uint8Array>();
export function remember(name: string, packet: Uint8Array): void {
  if (heads.size > 100) heads.clear();
  heads.set(name, packet.slice(0, 4));
  const view = packet.subarray(0, 4);
  emitter.emit('head', view);
}

/** A closure that needs all that it keeps. */
export function watch(bytes: Uint8Array, signal: AbortSignal): void {
  const print = (): void => console.log(bytes);
  process.on('SIGUSR2', print);
  signal.addEventListener('abort', () => process.off('SIGUSR2', print), { once: true });
}
