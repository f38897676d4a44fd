interface Disposable {
  dispose(): void;
}

declare const Base: abstract new () => {
  /** Is disposed with the instance. */
  register<T extends Disposable>(disposable: T): T;
  dispose(): void;
};

declare class Layer implements Disposable {
  constructor(canvas: HTMLCanvasElement);
  draw(): void;
  dispose(): void;
}

/** The layer of before goes at once, and the last one with the instance, which is given each. */
export class Renderer extends Base {
  private layer: Layer | undefined;

  restart(canvas: HTMLCanvasElement): void {
    this.layer?.dispose();
    this.layer = this.register(new Layer(canvas));
    this.layer.draw();
  }
}
