import { useEffect, useState, useSyncExternalStore, type JSX } from 'react';

export function useJson<Data>(url: string): Data | null {
  const [data, setData] = useState<Data | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      const response = await fetch(url, { signal: controller.signal });
      setData((await response.json()) as Data);
    };
    load().catch((error: unknown) => {
      if (!controller.signal.aborted) console.error(error);
    });
    return () => {
      controller.abort();
    };
  }, [url]);
  return data;
}

/** A timeout fires once; this one also goes when its component does. */
export function Toast({ text, onClose }: { readonly text: string; readonly onClose: () => void }): JSX.Element {
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(onClose, 4000);
    return () => {
      clearTimeout(timer);
    };
  }, [text, onClose]);
  return <output>{text}</output>;
}

function subscribe(onChange: () => void): () => void {
  const controller = new AbortController();
  window.addEventListener('online', onChange, { signal: controller.signal });
  window.addEventListener('offline', onChange, { signal: controller.signal });
  return () => {
    controller.abort();
  };
}

export function useIsOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

export function Preview({ file }: { readonly file: File }): JSX.Element {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return <img src={url} alt={file.name} />;
}
