/** The module makes it when somebody asks first, and keeps it. */
class Network {
  private readonly channel = new BroadcastChannel('network');
  private readonly listeners = new Set<() => void>();

  constructor() {
    window.addEventListener('online', () => {
      this.tell();
    });
    this.channel.onmessage = () => {
      this.tell();
    };
  }

  add(listener: () => void): void {
    this.listeners.add(listener);
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

let network: Network | undefined;

export const theNetwork = (): Network => (network ??= new Network());

/** The end calls what the beginning has put into a variable. */
export function createDialog(element: HTMLDialogElement): { open(): void; close(): void } {
  let release: (() => void) | null = null;
  return {
    open() {
      const close = (): void => {
        element.close();
      };
      document.addEventListener('click', close);
      release = () => {
        document.removeEventListener('click', close);
      };
    },
    close() {
      release?.();
      release = null;
    },
  };
}
