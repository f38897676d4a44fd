import { useRef, useState } from 'react';

declare function useUnmount(run: () => void): void;

/** A hook of a library that runs its callback at the end. */
export function useSaved() {
  const [isSaved, setSaved] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = () => {
    clearTimeout(timer.current);
    setSaved(true);
    timer.current = setTimeout(() => setSaved(false), 3000);
  };
  useUnmount(() => {
    clearTimeout(timer.current);
  });
  return { isSaved, save };
}

interface Injector {
  readonly scope: string;
}
declare function effect(run: () => void, options: { readonly injector: Injector }): { destroy(): void };

/** An effect ends with the injector that it is given; the field is there to begin it again. */
export class Validation {
  private running: { destroy(): void } | undefined;
  private readonly title: HTMLElement;

  constructor(
    private readonly injector: Injector,
    title: HTMLElement,
  ) {
    this.title = title;
  }

  watch(text: string): void {
    this.running?.destroy();
    this.running = effect(() => (this.title.textContent = text), { injector: this.injector });
  }

  ngOnDestroy(): void {
    this.title.textContent = '';
  }
}

class QueryList {
  private readonly found: HTMLElement[] = [];

  destroy(): void {
    this.found.length = 0;
  }
}
declare function ContentChildren(of: string): (value: undefined, context: ClassFieldDecoratorContext) => void;

/** What fills a decorated field ends it as well. */
export class Tabs {
  @ContentChildren('link') readonly links: QueryList = new QueryList();
  readonly own: QueryList = new QueryList();

  ngOnDestroy(): void {
    this.own.destroy();
  }
}
