// Between the acquisition and the new owner stands nothing that could throw; who is asked has nothing new to give.
import { EventEmitter } from 'node:events';

interface Frame extends Disposable {
  snapshot(): Promise<string>;
}
interface Element extends Disposable {
  contentFrame(): Promise<Frame | null>;
  ownerFrame(): Promise<Frame>;
}
declare function createFrame(id: string): Frame;

class Session {
  #id: string;
  constructor(id: string) {
    this.#id = id;
  }
  id(): string {
    return this.#id;
  }
}

export class Frames extends EventEmitter implements Disposable {
  #frames = new Map<string, Frame>();

  attach(session: Session): Frame {
    const frame = createFrame('main');
    const isFirst = this.listenerCount('frame') === 0;
    this.#frames.set(session.id(), frame);
    this.emit('frame', isFirst);
    return frame;
  }

  all(ids: readonly string[]): Map<string, Frame> {
    const frames = new Map<string, Frame>();
    const names: string[] = [];
    frames.set('main', createFrame('main'));
    names.push(...ids);
    return frames;
  }

  [Symbol.dispose](): void {
    for (const frame of this.#frames.values()) frame[Symbol.dispose]();
  }
}

export async function snapshotOf(element: Element): Promise<string> {
  const frame = await element.contentFrame();
  const owner = await element.ownerFrame();
  return `${await owner.snapshot()} ${(await frame?.snapshot()) ?? ''}`;
}

/** One for the program, made when it is asked for. */
export class History {
  static #instance: History | null = null;
  readonly #changes: Frame = createFrame('changes');

  static getOrCreate(): History {
    History.#instance ??= new History();
    return History.#instance;
  }

  static renew(): void {
    History.#instance = new History();
  }

  changes(): Promise<string> {
    return this.#changes.snapshot();
  }
}

/** The hook that a framework calls once calls the private method that nobody else calls. */
export class Table {
  private styler?: Frame;

  ngOnInit(): void {
    this.renewStyler();
  }

  ngOnDestroy(): void {
    this.styler?.[Symbol.dispose]();
  }

  private renewStyler(): void {
    this.styler = createFrame('styler');
  }
}

/** Ends at once, under a symbol by another name; `close()` tells the other side first. */
const disposeSymbol: typeof Symbol.dispose = Symbol.dispose;
export class Browser {
  readonly #frame: Frame = createFrame('browser');

  async close(): Promise<void> {
    await this.#frame.snapshot();
    this[disposeSymbol]();
  }

  [disposeSymbol](): void {
    this.#frame[Symbol.dispose]();
  }
}
