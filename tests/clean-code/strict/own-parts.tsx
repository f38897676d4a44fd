// What a component holds of its own goes with it, and a drag ends with the pointer's release.
import { Component, useEffect, useRef } from 'react';

declare function makeEditor(options: { setup: (editor: Editor) => void }): Promise<void>;
interface Editor {
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

export function Players({ urls, onLength }: { urls: readonly string[]; onLength: (length: number) => void }) {
  const players = useRef<Record<string, HTMLAudioElement | null>>({});

  useEffect(() => {
    Object.values(players.current).forEach((audio) => {
      audio?.addEventListener('loadedmetadata', () => onLength(audio.duration));
    });
  }, [urls, onLength]);

  return urls.map((url) => (
    <audio
      key={url}
      ref={(audio) => {
        players.current[url] = audio;
      }}
    />
  ));
}

export function Text({ onChange }: { onChange: () => void }) {
  useEffect(() => {
    void makeEditor({
      setup: (editor) => {
        editor.on('change', onChange);
      },
    });
  }, [onChange]);

  return <div id="text" />;
}

export class Canvas extends Component<{ move: (event: PointerEvent) => void }> {
  componentWillUnmount() {
    console.log('left');
  }

  private readonly drag = (event: PointerEvent): void => this.props.move(event);

  private readonly drop = (): void => {
    window.removeEventListener('pointermove', this.drag);
    window.removeEventListener('pointerup', this.drop);
  };

  private readonly grab = (): void => {
    window.addEventListener('pointermove', this.drag);
    window.addEventListener('pointerup', this.drop);
  };

  render() {
    return <canvas onPointerDown={this.grab} />;
  }
}
