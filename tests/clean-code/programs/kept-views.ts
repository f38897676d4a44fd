interface View {
  dispose(): void;
}
declare function openView(name: string): View;
declare function disposeAll(views: readonly (View | undefined)[]): void;

/** The end reaches the field by another name. */
export class Aliased {
  private view: View | undefined;

  show(name: string): void {
    this.view?.dispose();
    this.view = openView(name);
  }

  dispose(): void {
    const { view } = this;
    view?.dispose();
  }
}

/** The end hands the field to a function, in a list. */
export class Listed {
  private view: View | undefined;

  show(name: string): void {
    this.view?.dispose();
    this.view = openView(name);
  }

  dispose(): void {
    disposeAll([this.view]);
  }
}

/** The end names the field by a key. */
export class Keyed {
  private view: View | undefined;

  show(name: string): void {
    this.view?.dispose();
    this.view = openView(name);
  }

  private clear(key: 'view'): void {
    this[key]?.dispose();
    this[key] = undefined;
  }

  dispose(): void {
    this.clear('view');
  }
}

/** What is written goes through a setter, which releases the old one. */
export class ThroughSetter {
  #view: View | undefined;

  set view(view: View | undefined) {
    this.#view?.dispose();
    this.#view = view;
  }

  show(name: string): void {
    this.view = openView(name);
  }

  dispose(): void {
    this.view = undefined;
  }
}
