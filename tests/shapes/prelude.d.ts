interface Res extends Disposable {
  dispose(): void;
  readonly isDisposed: boolean;
  read(): string;
  later(): Promise<string>;
  child(): Res;
  self(): this;
}
interface ARes extends AsyncDisposable {
  close(): Promise<void>;
  dispose(): Promise<void>;
  readonly isDisposed: boolean;
  read(): string;
  later(): Promise<string>;
}
interface Both extends Disposable, AsyncDisposable {
  dispose(): void;
  readonly isDisposed: boolean;
  read(): string;
}
declare class Handle implements Disposable {
  constructor(name?: string);
  dispose(): void;
  readonly isDisposed: boolean;
  read(): string;
  [Symbol.dispose](): void;
}
declare class Wrapper implements Disposable {
  constructor(inner: Res);
  dispose(): void;
  readonly isDisposed: boolean;
  read(): string;
  [Symbol.dispose](): void;
}
declare class Base implements Disposable {
  readonly isDisposed: boolean;
  dispose(): void;
  [Symbol.dispose](): void;
  protected _register<T extends Disposable>(d: T): T;
}
declare function createRes(name?: string): Res;
declare function createResOrNull(): Res | null;
declare function createARes(): ARes;
declare function createBoth(): Both;
declare function createPair(): [Res, Res];
declare function openRes(): Promise<Res>;
declare function openARes(): Promise<ARes>;
declare function take(r: Disposable): void;
declare function takeMany(rs: Disposable[]): void;
declare function takeRest(...rs: Disposable[]): void;
declare function takeBag(o: { r: Disposable; n?: number }): void;
declare function show(x: unknown): void;
declare function getShared(): Res;
declare function later(cb: () => void): void;
declare function work(): void;
declare function workAsync(): Promise<void>;
declare const cond: boolean;
declare const xs: readonly number[];
declare const sink: unknown[];
declare function gen(): Generator<number>;
