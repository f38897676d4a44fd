/** The listeners of a drag are kept with its state, by which its end, and that of the element, take them away. */
interface DragState {
  readonly origin: { x: number; y: number };
  readonly listeners: {
    onMove: ((event: PointerEvent) => void) | null;
    onUp: (() => void) | null;
  };
}

export class Board extends HTMLElement {
  #drag: DragState | null = null;

  disconnectedCallback(): void {
    this.#stop();
  }

  handlePointerDown(event: PointerEvent): void {
    this.#stop();
    const state: DragState = {
      origin: { x: event.clientX, y: event.clientY },
      listeners: { onMove: null, onUp: null },
    };
    const onMove = this.#moveHandler(state);
    const onUp = (): void => this.#stop();
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    state.listeners.onMove = onMove;
    state.listeners.onUp = onUp;
    this.#drag = state;
  }

  #moveHandler(state: DragState): (event: PointerEvent) => void {
    return (event) => {
      this.style.setProperty('left', `${event.clientX - state.origin.x}px`);
    };
  }

  #stop(): void {
    const state = this.#drag;
    if (!state) return;
    window.removeEventListener('pointermove', state.listeners.onMove!);
    window.removeEventListener('pointerup', state.listeners.onUp!);
    this.#drag = null;
  }
}

customElements.define('drag-board', Board);
