export class Animation {
  #frame = 0;
  readonly #draw: (time: number) => void;

  constructor(draw: (time: number) => void) {
    this.#draw = draw;
  }

  start(): void {
    const loop = (time: number): void => {
      this.#draw(time);
      this.#frame = requestAnimationFrame(loop);
    };
    this.#frame = requestAnimationFrame(loop);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

/** A loop that ends when its work does. */
export function fadeOut(element: HTMLElement): void {
  const step = (): void => {
    const opacity = Number(element.style.opacity) - 0.05;
    element.style.opacity = String(opacity);
    if (opacity > 0) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

export function loopUntil(signal: AbortSignal, draw: () => void): void {
  const id = setInterval(draw, 16);
  signal.addEventListener('abort', () => {
    clearInterval(id);
  });
}
