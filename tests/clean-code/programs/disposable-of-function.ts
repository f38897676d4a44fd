interface Disposable {
  dispose(): void;
}
type Event<T> = (listener: (event: T) => void) => Disposable;

declare namespace Disposable {
  function create(run: () => void): Disposable;
}
declare class DisposableCollection implements Disposable {
  push(disposable: Disposable): void;
  dispose(): void;
}
interface ContextKeys {
  readonly onDidChange: Event<ReadonlySet<string>>;
}

/** The listener of the moment is replaced by the next, and the last one ends with the item. */
export class ToolbarItem implements Disposable {
  protected listener: Disposable | undefined;
  protected readonly disposables = new DisposableCollection();

  constructor(protected readonly keys: ContextKeys) {
    this.disposables.push(Disposable.create(() => this.listener?.dispose()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  listenFor(name: string): void {
    this.listener?.dispose();
    this.listener = this.keys.onDidChange((changed) => {
      if (changed.has(name)) this.update();
    });
  }

  update(): void {}
}
