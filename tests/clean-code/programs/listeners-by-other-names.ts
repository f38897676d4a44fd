/** The end takes the listener from its field under a local name. */
export class Shortcuts {
  private onKey: ((event: Event) => void) | null;

  constructor(private readonly list: HTMLElement) {
    const onKey = this.handle.bind(this);
    window.addEventListener('keydown', onKey, { passive: true });
    this.onKey = onKey;
  }

  private handle(event: Event): void {
    this.list.title = event.type;
  }

  destroy(): void {
    const onKey = this.onKey;
    if (onKey) {
      window.removeEventListener('keydown', onKey);
      this.onKey = null;
    }
  }
}

/** Who listens to the picker gives the same function to both methods. */
export class Picker {
  constructor(private readonly settings: { readonly element: HTMLElement }) {
    this.settings.element.addEventListener('focus', this.onFocus);
  }

  on(name: string, listener: () => void): void {
    const { element } = this.settings;
    element.addEventListener(name, listener);
  }

  off(name: string, listener: () => void): void {
    const { element } = this.settings;
    element.removeEventListener(name, listener);
  }

  private readonly onFocus = (): void => {
    this.settings.element.hidden = false;
  };

  destroy(): void {
    this.settings.element.removeEventListener('focus', this.onFocus);
  }
}
