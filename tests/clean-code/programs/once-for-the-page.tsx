import { Component, useEffect, useState } from 'react';

/** What begins once for the page, whoever comes first, and the application itself, which lives as long as the page. */
let isListening = false;
const feed = { socket: null as WebSocket | null, isOpen: false };
const readers = new Set<(text: string) => void>();

export function useFeed(): string {
  const [text, setText] = useState('');
  useEffect(() => {
    readers.add(setText);
    if (!feed.isOpen) {
      feed.isOpen = true;
      const socket = new WebSocket('wss://feed');
      socket.onmessage = ({ data }) => {
        for (const reader of readers) reader(String(data));
      };
    }
    return () => {
      readers.delete(setText);
    };
  }, []);
  return text;
}

export function useWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    if (isListening) return;
    isListening = true;
    window.addEventListener('resize', () => {
      setWidth(window.innerWidth);
    });
  }, []);
  return width;
}

export class App extends Component<object, { online: boolean }> {
  override state = { online: navigator.onLine };

  override componentDidMount(): void {
    window.addEventListener('online', () => {
      this.setState({ online: true });
    });
  }

  override render(): string {
    return this.state.online ? 'online' : 'offline';
  }
}
