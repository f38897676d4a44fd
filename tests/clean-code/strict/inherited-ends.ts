// Classes that inherit their end give it what it has to release, release it in an override, or never come to an end.
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';

interface IDisposable {
  dispose(): void;
}
declare class DisposableStore implements IDisposable {
  add<T extends IDisposable>(value: T): T;
  dispose(): void;
}
declare class Disposable implements IDisposable {
  protected readonly _store: DisposableStore;
  protected readonly toDispose: IDisposable[];
  protected _register<T extends IDisposable>(value: T): T;
  dispose(): void;
}
declare function toDisposable(run: () => void): IDisposable;
interface Bus {
  onDidOpen(run: () => void): IDisposable;
  onDidChange(run: () => void): IDisposable;
}

export class Registered extends Disposable {
  constructor(bus: Bus) {
    super();
    this._register(bus.onDidOpen(() => this.draw()));
    this._store.add(bus.onDidChange(() => this.draw()));
    this.toDispose.push(bus.onDidChange(() => this.draw()));
    const draw = () => this.draw();
    window.addEventListener('resize', draw);
    const timer = setInterval(draw, 1000);
    this._register(
      toDisposable(() => {
        window.removeEventListener('resize', draw);
        clearInterval(timer);
      }),
    );
  }
  draw(): void {}
}

export class RegisteredField extends Disposable {
  private readonly worker = new Worker('./work.js');
  private readonly timer = setInterval(() => this.worker.postMessage('tick'), 1000);
  constructor() {
    super();
    this._register(toDisposable(() => void this.worker.terminate()));
    this._register({ dispose: () => clearInterval(this.timer) });
  }
}

export class Overriding extends Disposable {
  private readonly worker = new Worker('./work.js');
  private readonly opened: IDisposable;
  private readonly onResize = () => this.worker.postMessage('resize');
  private pause: NodeJS.Timeout | undefined;
  constructor(bus: Bus) {
    super();
    this.opened = bus.onDidOpen(() => this.later());
    window.addEventListener('resize', this.onResize);
  }
  later(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.worker.postMessage('later'), 5000);
  }
  override dispose(): void {
    clearTimeout(this.pause);
    window.removeEventListener('resize', this.onResize);
    this.opened.dispose();
    void this.worker.terminate();
    super.dispose();
  }
}

declare class Polling extends Disposable {
  protected timer: NodeJS.Timeout | undefined;
  protected readonly listeners: Map<string, () => void>;
  protected stop(): void;
}
export class Prices extends Polling {
  begin(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.load(), 60_000);
  }
  load(): void {}
}

export class StopsWithBase extends Polling {
  private readonly onOnline = () => this.load();
  private retry: NodeJS.Timeout | undefined;
  begin(): void {
    window.addEventListener('online', this.onOnline);
    this.retry = setTimeout(() => this.load(), 60_000);
  }
  load(): void {}
  protected override stop(): void {
    window.removeEventListener('online', this.onOnline);
    clearTimeout(this.retry);
    super.stop();
  }
}

export class Theme extends Disposable {
  static readonly instance = new Theme();
  private readonly media = window.matchMedia('(prefers-color-scheme: dark)');
  private constructor() {
    super();
    this.media.addEventListener('change', () => this.apply());
  }
  apply(): void {}
}

class Service extends Disposable {
  constructor(bus: Bus) {
    super();
    this._register(bus.onDidOpen(() => this.run()));
    bus.onDidChange(() => this.run());
  }
  run(): void {}
}
declare const bus: Bus;
export const service = new Service(bus);

declare class Sprite extends EventEmitter {
  addChild<T extends Sprite>(child: T): T;
  destroy(): void;
}
export class Button extends Sprite {
  private readonly label = this.addChild(new Sprite());
  constructor(run: () => void) {
    super();
    this.on('pointerdown', run);
    this.label.on('pointerdown', run);
  }
}

export class Panel extends Sprite {
  private readonly buttons: Button[] = [];
  private readonly element = document.createElement('div');
  constructor(run: () => void) {
    super();
    this.buttons.push(this.addChild(new Button(run)), this.addChild(new Button(run)));
    this.element.addEventListener('click', () => this.emit('pointerdown'));
  }
}

export class Ticks extends Readable {
  private timer: NodeJS.Timeout | undefined;
  override _read(): void {
    this.timer ??= setInterval(() => this.push('tick'), 1000);
  }
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearInterval(this.timer);
    callback(error);
  }
}

export class Closing extends Readable {
  constructor() {
    super({ read() {} });
    const timer = setInterval(() => this.push('tick'), 1000);
    this.once('close', () => clearInterval(timer));
  }
}

export class Once extends Disposable {
  constructor() {
    super();
    window.addEventListener('load', () => this.draw(), { once: true });
    const draw = (): void => {
      window.removeEventListener('resize', draw);
      this.draw();
    };
    window.addEventListener('resize', draw);
    setTimeout(() => this.draw());
  }
  draw(): void {}
}

export class Signalled extends Disposable {
  private readonly controller = new AbortController();
  constructor() {
    super();
    this._register(toDisposable(() => this.controller.abort()));
    window.addEventListener('resize', () => this.draw(), { signal: this.controller.signal });
  }
  draw(): void {}
}
