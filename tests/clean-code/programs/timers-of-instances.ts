/** The file has the base and the derived class: one starts, the other clears. */
abstract class Polling {
  protected timer: ReturnType<typeof setInterval> | undefined;

  protected abstract poll(): void;

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.stop();
  }
}

export class Prices extends Polling {
  latest = 0;

  start(): void {
    this.stop();
    this.timer = setInterval(() => {
      this.poll();
    }, 1000);
  }

  protected poll(): void {
    this.latest++;
  }
}

/** What is left to do late asks whether there is still something to do it with. */
export class Greeter {
  private socket: WebSocket | null;
  private readonly pause: number;

  constructor(url: string, pause: number) {
    this.socket = new WebSocket(url);
    this.pause = pause;
  }

  greet(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(() => {
        this.say('hello');
        resolve();
      }, this.pause);
    });
  }

  private say(word: string): void {
    if (this.socket) this.socket.send(word);
  }

  dispose(): void {
    this.socket?.close();
    this.socket = null;
  }
}

/** Goes away slowly: the end itself starts what comes after it. */
export class Dialog {
  private focusing = 0;
  private readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  open(): void {
    this.focusing = window.setTimeout(() => {
      this.element.focus();
    }, 200);
  }

  dispose(): void {
    window.clearTimeout(this.focusing);
    this.element.classList.add('closing');
  }
}

/** Works as long as the fade takes, and then clears and empties its own field; an earlier end does the same. */
export class Fader {
  private fading: number | null = null;
  private opacity = 0;
  private readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  show(): void {
    if (this.fading !== null) return;
    const step = (): void => {
      this.opacity += 0.1;
      this.element.style.opacity = String(this.opacity);
      this.fading = this.opacity < 1 ? requestAnimationFrame(step) : null;
    };
    this.fading = requestAnimationFrame(step);
  }

  dispose(): void {
    if (this.fading !== null) cancelAnimationFrame(this.fading);
  }
}
