class RelativeTime extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#timer = setInterval(() => {
      this.#render();
    }, 60_000);
    this.#observer = new IntersectionObserver(() => {
      this.#render();
    });
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    this.#observer?.disconnect();
  }

  #render(): void {
    this.textContent = new Date(this.dataset['time'] ?? 0).toLocaleString();
  }
}

customElements.define('relative-time', RelativeTime);

/** The observer ends its own work. */
export function whenVisible(element: Element, run: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    run();
  });
  observer.observe(element);
}

/** Ends with the page, like the element it moves. */
export function countDown(element: HTMLElement, from: number): void {
  let left = from;
  const id = window.setInterval(() => {
    element.textContent = String(left--);
    if (left < 0) window.clearInterval(id);
  }, 1000);
}
