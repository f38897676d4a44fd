import { useEffect, useRef, useState, type JSX } from 'react';

/** A frame loop in a function of its own: whoever calls it is given what ends it, and calls that in the cleanup. */
export function useDrawing(draw: (time: number) => void): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const run = (): (() => void) => {
      let frame = requestAnimationFrame(function loop(time) {
        draw(time);
        frame = requestAnimationFrame(loop);
      });
      return () => {
        cancelAnimationFrame(frame);
      };
    };
    const follow = (): void => {
      if (document.hidden) {
        stop?.();
        stop = undefined;
      } else stop ??= run();
    };
    document.addEventListener('visibilitychange', follow);
    follow();
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop?.();
    };
  }, [draw]);
}

/** The same with a name for the end. */
export function Status({ load }: { readonly load: () => Promise<string> }): JSX.Element {
  const [status, setStatus] = useState('');
  useEffect(() => {
    const ends: (() => void)[] = [];
    function poll(ms: number): () => void {
      let timer: ReturnType<typeof setTimeout>;
      const next = (): void => {
        void load().then(setStatus);
        timer = setTimeout(next, ms);
      };
      timer = setTimeout(next, ms);
      const end = (): void => {
        clearTimeout(timer);
      };
      return end;
    }
    ends.push(poll(1000), poll(60_000));
    return () => {
      for (const end of ends) end();
    };
  }, [load]);
  return <p>{status}</p>;
}

/** The list of timers in a ref is copied before the cleanup, as the lint rules for hooks want it. */
export function useToasts(): { readonly texts: readonly string[]; readonly add: (text: string) => void } {
  const [texts, setTexts] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const add = (text: string): void => {
    setTexts((all) => [...all, text]);
    const hide = (): void => {
      timers.current.delete(text);
      setTexts((all) => all.filter((one) => one !== text));
    };
    timers.current.set(text, setTimeout(hide, 4000));
  };
  useEffect(() => {
    const all = timers.current;
    return () => {
      all.forEach((timer) => {
        clearTimeout(timer);
      });
      all.clear();
    };
  }, []);
  return { texts, add };
}
