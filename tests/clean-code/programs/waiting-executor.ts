declare function open(url: string): { readonly opened: Promise<void>; readonly closed: Promise<string> };

/** The socket may close first; then `opened` rejects, and the executor itself clears the timeout. */
export function connect(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    void attempt(url, resolve, reject);
  });
}

function attempt(url: string, resolve: () => void, reject: (reason: Error) => void): Promise<void> {
  return new Promise<void>(async (finish) => {
    const timeout = setTimeout(() => {
      reject(new Error('too late'));
      finish();
    }, 5000);
    const { opened, closed } = open(url);
    void closed.then((reason) => {
      reject(new Error(reason));
      finish();
    });
    try {
      await opened;
      resolve();
      finish();
    } finally {
      clearTimeout(timeout);
    }
  });
}
