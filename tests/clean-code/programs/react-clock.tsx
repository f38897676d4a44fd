import { useCallback, useEffect, useRef, useState, type JSX } from 'react';

export function Clock(): JSX.Element {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const id = setInterval(() => {
      setNow(new Date());
    }, 1000);
    return () => {
      clearInterval(id);
    };
  }, []);
  return <time>{now.toLocaleTimeString()}</time>;
}

/** The timer lives in a ref, which another effect empties. */
export function SearchBox({ onSearch }: { readonly onSearch: (text: string) => void }): JSX.Element {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const search = useCallback(
    (text: string) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        onSearch(text);
      }, 300);
    },
    [onSearch],
  );
  return (
    <input
      onChange={(event) => {
        search(event.target.value);
      }}
    />
  );
}

export function useWindowWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const update = (): void => {
      setWidth(window.innerWidth);
    };
    window.addEventListener('resize', update);
    return () => {
      window.removeEventListener('resize', update);
    };
  }, []);
  return width;
}

export function useFrame(draw: (time: number) => void): void {
  useEffect(() => {
    let frame = requestAnimationFrame(function loop(time) {
      draw(time);
      frame = requestAnimationFrame(loop);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [draw]);
}
