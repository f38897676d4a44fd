// A document is not always the page's: that of a frame, or of text that was parsed, goes with what made it.
import { Component, useEffect, useRef } from 'react';

declare function frameDocument(): Document | null;
declare const book: { pages(): readonly { readonly document: Document; readonly window: Window }[] };

/** The frame stands in the component's own output. */
export class Page extends Component<{ onLeave: () => void }> {
  componentDidMount() {
    const shown = document.getElementsByTagName('iframe')[0]?.contentDocument;
    shown?.addEventListener('click', () => this.props.onLeave());
    frameDocument()?.addEventListener('pointerup', () => this.props.onLeave());
    for (const { document: inner, window: view } of book.pages()) {
      inner.addEventListener('contextmenu', () => this.props.onLeave());
      view.addEventListener('blur', () => this.props.onLeave());
    }
  }

  componentWillUnmount() {
    console.log('left');
  }

  render() {
    return <iframe title="page" />;
  }
}

export function Preview({ html, onClick }: { html: string; onClick: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null);

  useEffect(() => {
    const view = frame.current?.contentWindow;
    const inner = view?.document;
    inner?.addEventListener('click', onClick);
    view?.addEventListener('scroll', onClick);
  }, [html, onClick]);

  return <iframe ref={frame} title="preview" srcDoc={html} />;
}

/** The viewer makes the frame, and takes it away with all that listens in it. */
export class Viewer {
  private readonly frame = document.createElement('iframe');
  private shown: Document | null = null;
  private readonly parsed = new DOMParser().parseFromString('<p>text</p>', 'text/html');
  private readonly draft = document.implementation.createHTMLDocument('draft');

  constructor(private readonly tell: (event: Event) => void) {
    document.body.append(this.frame);
    this.shown = this.frame.contentDocument;
    this.shown?.addEventListener('click', (event) => this.tell(event));
    this.listen(this.frame.contentDocument);
    this.parsed.addEventListener('change', (event) => this.tell(event));
    this.draft.addEventListener('change', (event) => this.tell(event));
  }

  private listen(inner: Document | null): void {
    inner?.addEventListener('keydown', (event) => this.tell(event));
  }

  dispose(): void {
    this.shown = null;
    this.frame.remove();
  }
}
