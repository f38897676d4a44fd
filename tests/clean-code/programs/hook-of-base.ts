declare const Base: abstract new () => {
  /** Calls what the derived class says of its end. */
  ngOnDestroy(): void;
  onDestroy(): void;
};

declare function Component(options: { selector: string }): (target: unknown) => void;

/** The base, which this file does not show, has the method that the framework calls. */
@Component({ selector: 'app-slides' })
export class Slides extends Base {
  private interval: ReturnType<typeof setInterval> | null = null;
  index = 0;

  start(): void {
    if (this.interval) clearInterval(this.interval);
    this.interval = setInterval(() => {
      this.index += 1;
    }, 3000);
  }

  override onDestroy(): void {
    if (this.interval) {
      clearInterval(this.interval);
      this.interval = null;
    }
  }
}
