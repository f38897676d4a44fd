/** An async generator that releases in its finally, however its consumer leaves. */
export async function* messages(url: string): AsyncGenerator<string> {
  const source = new EventSource(url);
  const queue: string[] = [];
  let wake = (): void => {};
  source.onmessage = ({ data }) => {
    queue.push(String(data));
    wake();
  };
  try {
    for (;;) {
      const next = queue.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    source.close();
  }
}

export function onChannel(name: string, onMessage: (data: unknown) => void): Disposable {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    onMessage(data);
  };
  return {
    [Symbol.dispose]() {
      channel.close();
    },
  };
}

export function announce(name: string, text: string): void {
  const channel = new BroadcastChannel(name);
  try {
    channel.postMessage(text);
  } finally {
    channel.close();
  }
}
