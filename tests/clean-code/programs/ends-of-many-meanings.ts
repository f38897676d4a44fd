/** What is named like an end, and ends something else; and ends that stand elsewhere. */

/** Its members end one entry, what is going on just now, or nothing but what it remembers. */
export function createCache(): { get(key: string): string | undefined; clear(): void } {
  const known = new Map<string, string>();
  window.addEventListener('storage', ({ key }) => known.delete(key ?? ''));
  return {
    get: (key) => known.get(key),
    clear: () => {
      known.clear();
    },
  };
}

export function createList(element: HTMLElement): { add(item: string): void; remove(item: string): void } {
  const items = new Set<string>();
  document.addEventListener('keydown', () => {
    element.focus();
  });
  return { add: (item) => void items.add(item), remove: (item) => void items.delete(item) };
}

export function createApi(base: string): { get(path: string): Promise<Response>; abort(): void } {
  let controller = new AbortController();
  window.addEventListener('offline', () => {
    controller.abort();
  });
  return {
    get: (path) => fetch(base + path, { signal: controller.signal }),
    abort() {
      controller.abort();
      controller = new AbortController();
    },
  };
}

/** The base class ends what the derived one has begun, and leaves it a hook. */
abstract class Widget {
  protected timer: ReturnType<typeof setInterval> | undefined;

  destroy(): void {
    clearInterval(this.timer);
    this.onDestroy();
  }

  protected onDestroy(): void {
    // for those derived from it
  }
}

export class Clock extends Widget {
  constructor() {
    super();
    this.timer = setInterval(this.#draw, 1000);
    document.addEventListener('visibilitychange', this.#draw);
  }

  readonly #draw = (): void => {
    document.title = new Date().toLocaleTimeString();
  };

  protected override onDestroy(): void {
    document.removeEventListener('visibilitychange', this.#draw);
  }
}

/** An element that is a base: those derived from it have the end. */
export abstract class WorkingElement extends HTMLElement {
  protected readonly worker = new Worker('work.js');
}

export class SharingElement extends HTMLElement {
  protected readonly channel = new BroadcastChannel('shared');
}

/** A plugin whose host calls what it returns, by the name of a hook that frameworks have. */
export class Plugin {
  mounted(): () => void {
    const focus = (): void => {
      document.body.focus();
    };
    window.addEventListener('focus', focus);
    return () => {
      window.removeEventListener('focus', focus);
    };
  }
}

export function startPlugins(plugins: readonly Plugin[]): { stop(): void } {
  const ends = plugins.map((plugin) => plugin.mounted());
  return {
    stop() {
      for (const end of ends) end();
    },
  };
}

/** Before the page is ready, and so a few times. */
export function attachWhenReady(run: () => void): { destroy(): void } {
  if (document.readyState === 'complete') run();
  else window.addEventListener('load', run);
  return {
    destroy() {
      document.body.replaceChildren();
    },
  };
}
