import { noLeakedSubscription } from '../../src/rules/no-leaked-subscription.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

/** As much of RxJS as the cases need. */
const rx = `
interface Subscription { unsubscribe(): void; add(other: Subscription): void }
interface Source<T> { subscribe(next: (value: T) => void): Subscription; pipe(...operators: unknown[]): Source<T> }
declare class Subject<T> implements Source<T> { subscribe(next: (value: T) => void): Subscription; pipe(...operators: unknown[]): Source<T>; next(): void; complete(): void }
declare const Subscription: new () => Subscription;
declare function fromEvent(target: EventTarget, name: string): Source<Event>;
declare function interval(period: number): Source<number>;
declare function timer(due: number, period?: number): Source<number>;
declare function of<T>(...values: T[]): Source<T>;
declare function switchMap(project: () => Source<number>): unknown;
declare function map(project: (value: never) => unknown): unknown;
declare function take(count: number): unknown;
declare function delay(due: number): unknown;
declare function distinctUntilChanged(): unknown;
`;
const takeUntil = 'declare function takeUntil(notifier: unknown): unknown;\n';

const renderer = `
/// <reference path="../angular-core.d.ts" />
import { Renderer2 } from '@angular/core';
`;

typedRuleTester('everything').run('no-leaked-subscription', noLeakedSubscription, {
  valid: [
    {
      name: 'a renderer that listens to the page, and is told to stop; one that listens to an own element',
      code: `${renderer}
export class Menu {
  private stop?: () => void;
  constructor(private readonly renderer: Renderer2, private readonly host: HTMLElement) {
    this.stop = renderer.listen('window', 'resize', () => this.place());
    renderer.listen(host, 'click', () => this.place());
  }
  place(): void {}
  ngOnDestroy(): void { this.stop?.(); }
}
`,
    },
    {
      name: 'a field that gets the next subscription, behind what ends or hands on the first',
      code: `${rx}
declare function keep(subscription: Subscription): void;
export class View {
  private sub?: Subscription;
  private all: Subscription = new Subscription();
  begin() {
    this.sub = interval(1000).subscribe(() => {});
    this.stop();
    this.sub = interval(2000).subscribe(() => {});
    this.all.add(this.sub);
    this.sub = interval(3000).subscribe(() => {});
    keep(this.sub);
    this.sub = interval(4000).subscribe(() => {});
  }
  stop() { this.sub?.unsubscribe(); }
  ngOnDestroy() { this.stop(); this.all.unsubscribe(); }
}
`,
    },
    {
      name: 'a notifier that is fired before it is completed, or goes to others',
      code: `${rx}${takeUntil}
declare function finish(subject: Subject<void>): void;
export class View {
  private readonly destroyed = new Subject<void>();
  private readonly closed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.closed)).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); this.destroyed.complete(); finish(this.closed); this.closed.complete(); }
}
`,
    },
    {
      name: 'a service of the root, with a method that closes something else',
      code: `
declare function Injectable(options: object): <T>(target: T) => T;
declare class Actions { readonly changes: { subscribe(next: () => void): { unsubscribe(): void } }; }
@Injectable({ providedIn: 'root' })
export class Snacks {
  private shown?: { dismiss(): void };
  constructor(private readonly actions: Actions) {
    this.actions.changes.subscribe(() => this.close());
  }
  close(): void { this.shown?.dismiss(); }
}
`,
    },
    {
      name: 'a service that the root of Angular provides; a method that gives the one answer of a request',
      code: `${rx}${takeUntil}
declare function Injectable(options: { providedIn: string }): ClassDecorator;
declare function Component(options: object): ClassDecorator;
declare function inject<T>(token: new (...given: never[]) => T): T;
declare class Settings { readonly loaded: Source<boolean> }
@Injectable({ providedIn: 'root' })
export class Lists {
  private readonly settings = inject(Settings);
  private readonly cancelled = new Subject<void>();
  constructor() {
    this.settings.loaded.subscribe(() => this.show());
  }
  load() { interval(10).pipe(takeUntil(this.cancelled)).subscribe(() => this.show()); }
  cancel() { this.cancelled.next(); }
  show() {}
}
declare const requests: { get(path: string): Source<number> };
class Versions {
  checkForUpdates() { return requests.get('/version').pipe(take(1)); }
}
@Component({})
export class Frame {
  private readonly versions = inject(Versions);
  ngOnInit() { this.versions.checkForUpdates().subscribe(() => {}); }
  ngOnDestroy() {}
}
`,
    },
    {
      name: 'a part of the component itself: its own form, a child of its template',
      options: strict,
      code: `${rx}
interface Form { get(name: string): { valueChanges: Source<string> } | null; valueChanges: Source<object> }
declare class FormBuilder { group(fields: object): Form }
declare class Sort { sortChange: Source<string> }
declare const viewChild: { <T>(type: abstract new () => T): () => T; required<T>(type: abstract new () => T): () => T };
declare function Component(options: object): ClassDecorator;
@Component({ selector: 'shop-table' })
export class TableComponent {
  form: Form;
  private readonly sort = viewChild.required(Sort);
  constructor(private readonly formBuilder: FormBuilder) {
    this.form = this.formBuilder.group({ name: '' });
  }
  ngOnInit() {
    this.form.valueChanges.subscribe(() => this.draw());
    this.form.get('name')?.valueChanges.subscribe(() => this.draw());
    this.sort().sortChange.subscribe(() => this.draw());
  }
  draw() {}
}
`,
    },
    {
      name: 'takeUntil in front of an operator that subscribes to what ends by itself: one answer, a promise, a route',
      options: strict,
      code: `${rx}${takeUntil}
declare const http: { get(path: string): Source<number> };
declare function from(promise: unknown): Source<number>;
function lookup(path: string): Source<number> {
  const found = http.get(path).pipe(map(() => 1));
  return found;
}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }, private route: { params: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => http.get('/').pipe(map(() => 1)))).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => lookup('/'))).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => (Math.random() > 0.5 ? of(1) : http.get('/')))).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => this.route.params)).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => interval(1).pipe(take(2)))).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
    },
    {
      name: 'takeUntil in front of an operator that subscribes to what is not known: for the strict presets alone',
      code: `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }, private items: { load(): Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => this.items.load())).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
    },
    {
      name: 'the root component of Angular lives as long as the page: by its name, its selector, the code that begins with it',
      options: strict,
      code: `${rx}
declare function Component(options: object): ClassDecorator;
declare function takeUntilDestroyed(ref: unknown): unknown;
declare function inject<T>(token: abstract new (...given: never[]) => T): T;
declare function bootstrapApplication(component: unknown): void;
declare class Router { events: Source<number> }
declare class DestroyRef { onDestroy(run: () => void): void }
@Component({ selector: 'shop-start' })
export class AppComponent {
  private readonly router = inject(Router);
  private readonly ref = inject(DestroyRef);
  ngOnInit() {
    this.router.events.pipe(takeUntilDestroyed(this.ref)).subscribe(() => {});
    this.router.events.subscribe(() => this.draw());
  }
  draw() {}
}
@Component({ selector: 'shop-root' })
export class ShopComponent {
  constructor(private readonly router: Router) {
    router.events.subscribe(() => this.draw());
  }
  draw() {}
  ngOnDestroy() {}
}
@Component({ selector: 'shop-shell' })
class ShellComponent {
  private readonly router = inject(Router);
  ngOnInit() {
    this.router.events.subscribe(() => this.draw());
  }
  draw() {}
  ngOnDestroy() {}
}
bootstrapApplication(ShellComponent);
`,
    },
    {
      name: 'takeUntil in front of operators that end with it',
      options: strict,
      code: `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed), map(() => 1), distinctUntilChanged()).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
    },
    {
      name: 'a stream that two classes have for themselves: recommended is silent',
      code: `${rx}
export class Padding {
  constructor(private node: { _changes: Source<number> }) {
    this.node._changes.subscribe(() => this.draw());
  }
  draw() {}
  ngOnDestroy() {}
}
`,
    },
    {
      name: 'unsubscribed at the end: a field, a list, a parent',
      options: strict,
      code: `${rx}
export class View {
  private sub?: Subscription;
  private subs = new Subscription();
  private all: Subscription[] = [];
  constructor(private bus: { ticks: Source<number> }) {
    this.sub = bus.ticks.subscribe(() => this.draw());
    this.subs.add(bus.ticks.subscribe(() => this.draw()));
    this.all.push(bus.ticks.subscribe(() => this.draw()));
  }
  draw() {}
  ngOnDestroy() {
    this.sub?.unsubscribe();
    this.subs.unsubscribe();
    for (const sub of this.all) sub.unsubscribe();
  }
}
`,
    },
    {
      name: 'sources that end, and operators that end them',
      options: strict,
      code: `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }, private http: { get(url: string): Source<string> }) {
    this.http.get('/').subscribe(() => this.draw());
    of(1).subscribe(() => this.draw());
    timer(10).subscribe(() => this.draw());
    bus.ticks.pipe(take(1)).subscribe(() => this.draw());
    bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => this.draw());
  }
  draw() {}
  ngOnDestroy() { this.destroyed.next(); this.destroyed.complete(); }
}
`,
    },
    {
      name: 'a source of the instance itself',
      options: strict,
      code: `${rx}
export class View {
  private changes = new Subject<number>();
  constructor() { this.changes.subscribe(() => this.draw()); }
  draw() {}
  destroy() {}
}
`,
    },
    {
      name: 'a load: what a method gives may end by itself',
      options: strict,
      code: `${rx}
export class View {
  constructor(private items: { load(): Source<number> }) { this.items.load().subscribe(() => this.draw()); }
  draw() {}
  ngOnDestroy() {}
}
`,
    },
    {
      name: 'the end tells the object that emits',
      options: strict,
      code: `${rx}
export class View {
  constructor(private focus: { monitor(e: Element): Source<string>; stop(e: Element): void }, private e: Element) {
    this.focus.monitor(e).subscribe(() => this.draw());
  }
  draw() {}
  ngOnDestroy() { this.focus.stop(this.e); }
}
`,
    },
    {
      name: 'an instance without an end, and code without an owner',
      options: strict,
      code: `${rx}
export class Log {
  constructor(private bus: { ticks: Source<number> }) { bus.ticks.subscribe(() => this.write()); }
  write() {}
}
interval(1000).subscribe(() => {});
`,
    },
    {
      name: 'an effect that unsubscribes, and one that returns what the store gives',
      options: strict,
      code: `${rx}
import { useEffect } from 'react';
export function useTicks(store: { subscribe(f: () => void): () => void }, run: () => void) {
  useEffect(() => {
    const sub = interval(1000).subscribe(run);
    return () => sub.unsubscribe();
  }, [run]);
  useEffect(() => store.subscribe(run), [store, run]);
  useEffect(() => {
    const stop = store.subscribe(run);
    return stop;
  }, [store, run]);
}
`,
    },
    {
      name: 'operators that may stand behind the end, and a notifier that means something else',
      options: strict,
      code: `${rx}${takeUntil}
declare function share(): unknown;
export class Drag {
  private destroyed = new Subject<void>();
  constructor(private down: Source<Event>, private up: Source<Event>) {
    down.pipe(takeUntil(this.destroyed), share()).subscribe(() => {});
    down.pipe(takeUntil(this.up), map(() => 1)).subscribe(() => {});
  }
  destroy() { this.destroyed.next(); }
}
`,
    },
    {
      name: 'a subject that another may fire',
      options: strict,
      code: `${rx}${takeUntil}
export class View {
  readonly destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) { bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => {}); }
  ngOnDestroy() {}
}
`,
    },
    {
      name: 'an event that is given a list of disposables',
      options: strict,
      code: `
type Event = (run: () => void, self?: unknown, list?: { dispose(): void }[]) => { dispose(): void };
export class Tree {
  private list: { dispose(): void }[] = [];
  constructor(private model: { onDidChange: Event }) { this.model.onDidChange(() => this.draw(), this, this.list); }
  draw() {}
  dispose() { this.list.forEach((one) => one.dispose()); }
}
`,
    },
    {
      name: 'known miss: a source that is given to a method',
      code: `${rx}
export class View {
  connect(ticks: Source<number>) { ticks.subscribe(() => this.draw()); }
  draw() {}
  ngOnDestroy() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'a renderer that listens to the page, and whose answer is dropped',
      ...marked(`${renderer}
export class Menu {
  constructor(private readonly renderer: Renderer2) {
    this.renderer.listen('document', 'keydown', () => this.close());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  close(): void {}
  ngOnDestroy(): void { this.close(); }
}
`),
    },
    {
      name: 'a source that the constructor is given; ended as the class ends others',
      ...marked(
        `${rx}${takeUntil}import { takeUntil as end } from './operators.js';
export class View {
  private destroyed = new Subject<void>();
  private subs = new Subscription();
  constructor(private bus: { ticks: Source<number> }) {
    this.bus.ticks.subscribe(() => end());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  ngOnDestroy() { this.destroyed.next(); this.subs.unsubscribe(); }
}
`,
        {
          data: { source: 'this.bus.ticks', owner: 'this instance' },
          suggestions: [
            {
              messageId: 'endWithOwner',
              data: { text: 'takeUntil(this.destroyed)' },
              output: `${rx}${takeUntil}import { takeUntil as end } from './operators.js';
export class View {
  private destroyed = new Subject<void>();
  private subs = new Subscription();
  constructor(private bus: { ticks: Source<number> }) {
    this.bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => end());
  }
  ngOnDestroy() { this.destroyed.next(); this.subs.unsubscribe(); }
}
`,
            },
            {
              messageId: 'addToSubscriptions',
              data: { text: 'this.subs' },
              output: `${rx}${takeUntil}import { takeUntil as end } from './operators.js';
export class View {
  private destroyed = new Subject<void>();
  private subs = new Subscription();
  constructor(private bus: { ticks: Source<number> }) {
    this.subs.add(this.bus.ticks.subscribe(() => end()));
  }
  ngOnDestroy() { this.destroyed.next(); this.subs.unsubscribe(); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a component of Angular without an end, and an interval in one',
      ...marked(`${rx}
declare function Component(options: object): ClassDecorator;
declare function inject<T>(token: new () => T): T;
declare class Bus { ticks: Source<number> }
@Component({})
export class Clock {
  private bus = inject(Bus);
  constructor() {
    this.bus.ticks.pipe(map(() => 1)).subscribe(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    interval(1000).subscribe(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    fromEvent(window, 'resize').subscribe(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  draw() {}
}
`),
    },
    {
      name: 'a field that the end forgets',
      ...marked(
        `${rx}
export class View {
  private sub?: Subscription;
  show(bus: { ticks: Source<number> }) {
    this.sub?.unsubscribe();
    this.sub = bus.ticks.subscribe(() => {});
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  dispose() {}
}
`,
        {
          data: { field: 'sub', end: '`dispose()`', owner: 'this instance' },
          suggestions: [
            {
              messageId: 'unsubscribeInEnd',
              data: { text: '`dispose()`' },
              output: `${rx}
export class View {
  private sub?: Subscription;
  show(bus: { ticks: Source<number> }) {
    this.sub?.unsubscribe();
    this.sub = bus.ticks.subscribe(() => {});
  }
  dispose() {
    this.sub?.unsubscribe();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect without a cleanup',
      ...marked(
        `${rx}
import { useEffect } from 'react';
export function useTicks(run: () => void) {
  useEffect(() => {
    interval(1000).subscribe(run);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }, [run]);
}
`,
        {
          data: { source: 'interval(1000)', owner: 'the effect' },
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `${rx}
import { useEffect } from 'react';
export function useTicks(run: () => void) {
  useEffect(() => {
    const subscription = interval(1000).subscribe(run);
    return () => subscription.unsubscribe();
  }, [run]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an operator that does not end the source: distinctUntilChanged',
      ...marked(`${rx}
export class View {
  constructor(private bus: { ticks: Source<number> }) {
    this.bus.ticks.pipe(distinctUntilChanged()).subscribe(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  draw() {}
  ngOnDestroy() {}
}
`),
    },
    {
      name: 'takeUntil in front of switchMap; strict: of any operator that could go on',
      options: strict,
      ...marked(
        `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => interval(1))).subscribe(() => {});
                   ~~~~~~~~~~~~~~~~~~~~~~~~~ endsTooEarly
    bus.ticks.pipe(takeUntil(this.destroyed), delay(1)).subscribe(() => {});
                   ~~~~~~~~~~~~~~~~~~~~~~~~~ endsTooEarly
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
        {
          data: { operator: 'takeUntil(this.destroyed)', owner: 'this instance' },
          suggestions: [
            {
              messageId: 'moveToEnd',
              output: `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(switchMap(() => interval(1)), takeUntil(this.destroyed)).subscribe(() => {});
    bus.ticks.pipe(takeUntil(this.destroyed), delay(1)).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'moveToEnd',
              output: `${rx}${takeUntil}
export class View {
  private destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed), switchMap(() => interval(1))).subscribe(() => {});
    bus.ticks.pipe(delay(1), takeUntil(this.destroyed)).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a notifier that is completed: that is no value, and `takeUntil` waits for one',
      ...marked(`${rx}${takeUntil}
export class View {
  private readonly destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => {});
                   ~~~~~~~~~~~~~~~~~~~~~~~~~ neverFired
  }
  ngOnDestroy() { this.destroyed.complete(); }
}
`),
    },
    {
      name: 'a field that gets the next subscription at once',
      ...marked(`${rx}
export class View {
  private sub?: Subscription;
  begin() {
    this.sub = interval(1000).subscribe(() => {});
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    this.sub = fromEvent(window, 'resize').subscribe(() => {});
  }
  ngOnDestroy() { this.sub?.unsubscribe(); }
}
`),
    },
    {
      name: 'a notifier that nothing fires',
      ...marked(`${rx}${takeUntil}
export class View {
  private readonly destroyed = new Subject<void>();
  constructor(private bus: { ticks: Source<number> }) {
    bus.ticks.pipe(takeUntil(this.destroyed)).subscribe(() => {});
                   ~~~~~~~~~~~~~~~~~~~~~~~~~ neverFired
  }
  ngOnDestroy() {}
}
`),
    },
    {
      name: 'an event that gives a disposable, dropped',
      ...marked(`
type Event = (run: () => void, self?: unknown) => { dispose(): void };
export class Tree {
  constructor(private model: { onDidChange: Event }) {
    this.model.onDidChange(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  draw() {}
  dispose() {}
}
`),
    },
  ],
});

untypedRuleTester('espree').run('no-leaked-subscription', noLeakedSubscription, {
  valid: [
    {
      name: 'classes of plain JavaScript have no list of decorators',
      options: strict,
      code: `
import { bus } from './bus.js';
export class Names {
  constructor(source) { source.names.subscribe(() => {}); }
}
export class Reader {
  constructor(names) { this.names = names; bus.changes.pipe(names.until).subscribe(() => {}); }
}
`,
    },
    {
      name: 'a channel that is told the listener again',
      options: strict,
      code: `
import * as bc from './channels.js';
export class Provider {
  open(name) { bc.subscribe(name, this.receive); bc.subscribe('all', this.receive); }
  destroy(name) { bc.unsubscribe(name, this.receive); }
}
`,
    },
    {
      name: 'a reaction whose disposer is kept',
      code: `
import { reaction } from 'mobx';
export class Model {
  constructor(store) { this.stop = reaction(() => store.name, () => {}); }
  dispose() { this.stop(); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'types are missed where a preset counts on them',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'a reaction and a snapshot, dropped in an effect',
      ...marked(`
import { useEffect } from 'react';
import { reaction } from 'mobx';
import { onSnapshot } from 'firebase/firestore';
import { store } from './store.js';
export function useNames(query, run) {
  useEffect(() => {
    reaction(() => store.name, run);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    onSnapshot(query, run);
    ~~~~~~~~~~~~~~~~~~~~~~ dropped
    store.subscribe(run);
    ~~~~~~~~~~~~~~~~~~~~ dropped
  }, [query, run]);
}
`),
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-subscription: what siblings show', noLeakedSubscription, {
  valid: [
    {
      name: 'nobody keeps what other events give, and no type says what it is',
      code: `
export class Panel {
  constructor(private readonly model: Model) { model.onChange(() => this.draw()); }
  draw() {}
  dispose() {}
}
`,
    },
    {
      name: 'told through props, to the instance itself, with a value, and with the list as an argument',
      code: `
export class Panel {
  private readonly toDispose = new DisposableCollection();
  constructor(private readonly model: Model) {
    this.toDispose.push(model.onDidSave(() => this.draw()));
    this.props.onChange((old) => old + 1);
    this.onReady(() => this.draw());
    model.onDidOpen(() => this.draw(), this, this.toDispose);
    model.onValue(this.value);
  }
  private onReady(run: () => void) { run(); }
  draw() {}
  dispose() { this.toDispose.dispose(); }
}
`,
    },
    {
      name: 'events of what the instance has made itself, and of what an argument brings',
      code: `
export class Panel {
  private readonly toDispose = new DisposableCollection();
  private readonly model = new Model();
  constructor(private readonly editors: Editors) {
    this.toDispose.push(editors.onDidSave(() => this.draw()));
    this.model.onDidChange(() => this.draw());
  }
  open(editor: Editor) { editor.onDidChange(() => this.draw()); }
  draw() {}
}
`,
    },
    {
      name: 'the dialog that the method disposes',
      code: `
export class Panel {
  constructor(private readonly ref: Ref) {
    ref.instance.closed.subscribe(() => this.close());
  }
  close() { this.ref.destroy(); }
}
`,
    },
    {
      name: 'a part of the components around this one',
      code: `
@Component({ selector: 'a-header' })
export class Header {
  private readonly panel = inject(Panel, { host: true });
  constructor(private readonly table: DataTable, @Host() private readonly form: FormService) {
    this.panel.opened.subscribe(() => {});
    this.table.sorted.subscribe(() => {});
    this.form.sent.subscribe(() => {});
  }
  ngOnDestroy() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'the list of the class knows another event',
      ...marked(
        `
export class Panel extends BaseWidget {
  declare toDispose: DisposableCollection;
  @inject(Keymaps) protected readonly keymaps: Keymaps;
  constructor(private readonly model: Model) {
    super();
    this.toDispose.push(model.onDidSave(() => this.draw()));
    model.onSelection(() => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    if (this.keymaps.onChange) {
      this.keymaps.onChange(this.draw.bind(this));
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    }
  }
  draw() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addToSubscriptions',
              output: `
export class Panel extends BaseWidget {
  declare toDispose: DisposableCollection;
  @inject(Keymaps) protected readonly keymaps: Keymaps;
  constructor(private readonly model: Model) {
    super();
    this.toDispose.push(model.onDidSave(() => this.draw()));
    this.toDispose.push(model.onSelection(() => this.draw()));
    if (this.keymaps.onChange) {
      this.keymaps.onChange(this.draw.bind(this));
    }
  }
  draw() {}
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'addToSubscriptions',
              output: `
export class Panel extends BaseWidget {
  declare toDispose: DisposableCollection;
  @inject(Keymaps) protected readonly keymaps: Keymaps;
  constructor(private readonly model: Model) {
    super();
    this.toDispose.push(model.onDidSave(() => this.draw()));
    model.onSelection(() => this.draw());
    if (this.keymaps.onChange) {
      this.toDispose.push(this.keymaps.onChange(this.draw.bind(this)));
    }
  }
  draw() {}
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'others end with the component, and one of a service does not',
      ...marked(
        `
import { takeUntil } from 'rxjs';
@Component({ selector: 'a-page' })
export class Page {
  private destroyed = new Subject<void>();
  constructor(private readonly location: LocationService, private readonly theme: ThemeService) {
    this.theme.changes$.pipe(takeUntil(this.destroyed)).subscribe(() => {});
    this.location.subscribe(() => {});
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
        {
          suggestions: [
            {
              messageId: 'endWithOwner',
              output: `
import { takeUntil } from 'rxjs';
@Component({ selector: 'a-page' })
export class Page {
  private destroyed = new Subject<void>();
  constructor(private readonly location: LocationService, private readonly theme: ThemeService) {
    this.theme.changes$.pipe(takeUntil(this.destroyed)).subscribe(() => {});
    this.location.pipe(takeUntil(this.destroyed)).subscribe(() => {});
  }
  ngOnDestroy() { this.destroyed.next(); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a listener by the name of the function that adds it',
      ...marked(`
export class Panel {
  constructor(private readonly terminal: Terminal) {
    terminal.addDisposableListener('resize', () => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
    addDisposableListener(window, 'resize', () => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  draw() {}
  dispose() {}
}
`),
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-subscription: what begins, and what has no end', noLeakedSubscription, {
  valid: [
    {
      name: 'the route ends with the component that it shows; an abstract class leaves the end to others',
      code: `
import { Component, Directive, inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { bus } from './bus';
@Component({ selector: 'my-page', template: '' })
export class Page {
  private readonly route = inject(ActivatedRoute);
  id = '';
  constructor() { this.route.params.subscribe((parameters) => { this.id = parameters.id; }); }
}
@Component({ selector: 'my-leaf', template: '' })
export class Leaf {
  id = '';
  constructor(private readonly route: ActivatedRoute) {}
  ngOnInit() { this.route.queryParams.subscribe((parameters) => { this.id = parameters.id; }); }
}
@Directive()
export abstract class Base {
  protected subscription = bus.changes.subscribe(() => {});
}
`,
    },
    {
      name: 'ended by a hook, by a decorator, by itself; the application; once for the program',
      options: strict,
      code: `
import { onMounted, onScopeDispose } from 'vue';
import { Component } from '@angular/core';
import { bus } from './bus';
let isOn = false;
export function useBus(read: () => void) {
  const subscription = bus.changes.subscribe(read);
  onScopeDispose(() => subscription.unsubscribe());
  onMounted(() => {
    if (isOn) return;
    isOn = true;
    bus.events.subscribe(read);
  });
}
@UntilDestroy({ checkProperties: true })
@Component({ template: '' })
export class Feed {
  private news: Subscription;
  constructor(private store: Store) { this.news = this.store.updates.subscribe(() => this.draw()); }
  draw() {}
}
@Component({ template: '' })
export class Detail {
  private first: Subscription;
  constructor(private store: Store) { this.first = this.store.updates.pipe(take(1)).subscribe(() => this.draw()); }
  draw() {}
}
@Component({ selector: 'app-root', template: '' })
export class AppComponent {
  private news: Subscription;
  constructor(private store: Store) { this.news = this.store.updates.subscribe(() => this.draw()); }
  draw() {}
}
@Component({ selector: 'gf-root', template: '' })
export class GfAppComponent {
  private news: Subscription;
  constructor(private store: Store) { this.news = this.store.updates.subscribe(() => this.draw()); }
  draw() {}
}
`,
    },
    {
      name: 'a base class that the file does not show may end it',
      options: strict,
      code: `
@Component({ template: '' })
export class Feed extends Page {
  protected news: Subscription;
  constructor(private store: Store) { super(); this.news = this.store.updates.subscribe(() => this.draw()); }
  draw() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'in a hook of the beginning; what the hook drops ends nothing',
      ...marked(`
import { onMounted } from 'vue';
import { bus } from './bus';
export function useBus(read: () => void) {
  onMounted(() => {
    bus.subscribe(read);
    ~~~~~~~~~~~~~~~~~~~ dropped
  });
  onMounted(() => {
    const subscription = bus.subscribe(read);
                         ~~~~~~~~~~~~~~~~~~~ endedInVain
    return () => subscription.unsubscribe();
  });
}
`),
    },
    {
      name: 'the end of an object forgets it',
      ...marked(`
import { bus } from './bus';
export const makePage = (read) => ({
  begin() {
    this.news = bus.subscribe(read);
                ~~~~~~~~~~~~~~~~~~~ forgotten
    this.more = bus.subscribe(read);
  },
  destroy() { this.more.unsubscribe(); },
});
`),
    },
    {
      name: 'strict: an event whose old listener is disposed before the next, and the last one in no end',
      options: strict,
      ...marked(`
export class Controller {
  private parts = [];
  follow(event) {
    this.listener?.dispose();
    this.listener = event.source.onConnecting(() => this.begin());
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  begin() { this.listener?.dispose(); }
  disconnect() { for (const part of this.parts) part.dispose(); }
}
`),
    },
    {
      name: 'a class that its framework ends, without the method',
      ...marked(
        `
import { Component } from '@angular/core';
@Component({ template: '' })
export class Feed {
  private news?: Subscription;
  constructor(private store: Store) {}
  ngOnInit() {
    this.news = this.store.updates.subscribe(() => this.draw());
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ withoutEnd
  }
  draw() {}
}
`,
        {
          data: { field: 'news', method: 'ngOnDestroy', owner: 'this instance' },
          suggestions: [
            {
              messageId: 'addEnd',
              data: { text: 'ngOnDestroy()' },
              output: `
import { Component } from '@angular/core';
@Component({ template: '' })
export class Feed {
  private news?: Subscription;
  constructor(private store: Store) {}
  ngOnInit() {
    this.news = this.store.updates.subscribe(() => this.draw());
  }
  draw() {}

  ngOnDestroy(): void {
    this.news?.unsubscribe();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-subscription: ends of a base', noLeakedSubscription, {
  valid: [
    {
      name: 'the one instance, which is kept for the program',
      options: strict,
      code: `
declare class Base { register<T>(value: T): T }
interface Bus { onDidOpen(run: () => void): object; onDidChange(run: () => void): object }
class Service extends Base {
  constructor(bus: Bus) {
    super();
    this.register(bus.onDidOpen(() => this.run()));
    bus.onDidChange(() => this.run());
  }
  run() {}
}
export const service = new Service(console as never);
`,
    },
    {
      name: 'known miss: events whose names do not begin with `on`, in a class that inherits its end',
      options: strict,
      code: `
import { Disposable } from './disposable';
export class View extends Disposable {
  constructor(bus: Bus) {
    super();
    this._register(bus.opened(() => this.run()));
    bus.changed(() => this.run());
  }
  run() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'dropped, where another one is put into a list of the base',
      ...marked(
        `
declare class Widget { protected readonly toDispose: object[] }
interface Bus { onDidOpen(run: () => void): object; onDidChange(run: () => void): object }
export class View extends Widget {
  constructor(bus: Bus) {
    super();
    this.toDispose.push(bus.onDidOpen(() => this.run()));
    bus.onDidChange(() => this.run());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  run() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addToSubscriptions',
              output: `
declare class Widget { protected readonly toDispose: object[] }
interface Bus { onDidOpen(run: () => void): object; onDidChange(run: () => void): object }
export class View extends Widget {
  constructor(bus: Bus) {
    super();
    this.toDispose.push(bus.onDidOpen(() => this.run()));
    this.toDispose.push(bus.onDidChange(() => this.run()));
  }
  run() {}
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'dropped, where another one is given to a method of the base',
      ...marked(
        `
declare class Base { register<T>(value: T): T }
interface Bus { onDidOpen(run: () => void): object; onDidChange(run: () => void): object }
export class View extends Base {
  constructor(bus: Bus) {
    super();
    this.register(bus.onDidOpen(() => this.run()));
    bus.onDidChange(() => this.run());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  run() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addToSubscriptions',
              output: `
declare class Base { register<T>(value: T): T }
interface Bus { onDidOpen(run: () => void): object; onDidChange(run: () => void): object }
export class View extends Base {
  constructor(bus: Bus) {
    super();
    this.register(bus.onDidOpen(() => this.run()));
    this.register(bus.onDidChange(() => this.run()));
  }
  run() {}
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('espree').run('no-leaked-subscription: ends of a base in JavaScript', noLeakedSubscription, {
  valid: [
    {
      name: 'recommended is silent where an end is inherited and nothing else',
      code: `
import { Disposable } from './disposable.js';
export class View extends Disposable {
  constructor(store) {
    super();
    this.store = store;
  }
  watch() {
    this.subscription = this.store.changes.subscribe(() => this.run());
  }
  run() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'dropped, where another one is given to a method of the base',
      ...marked(
        `
export const View = (Base) => class extends Base {
  constructor(bus) {
    super();
    this.register(bus.onDidOpen(() => this.run()));
    bus.onDidChange(() => this.run());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  run() {}
};
`,
        {
          suggestions: [
            {
              messageId: 'addToSubscriptions',
              output: `
export const View = (Base) => class extends Base {
  constructor(bus) {
    super();
    this.register(bus.onDidOpen(() => this.run()));
    this.register(bus.onDidChange(() => this.run()));
  }
  run() {}
};
`,
            },
          ],
        },
      ),
    },
  ],
});
