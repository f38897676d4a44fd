import { disposeBeforeReassign } from '../../src/rules/dispose-before-reassign.ts';
import { noFloatingDisposable } from '../../src/rules/no-floating-disposable.ts';
import { requireDisposal } from '../../src/rules/require-disposal.ts';
import { requireFieldDisposal } from '../../src/rules/require-field-disposal.ts';
import { marked } from '../support/marked-code.ts';
import { untypedRuleTester } from '../support/rule-tester.ts';

// the module `vscode` exists only inside of the editor: nothing of its types is known here
const strict = { options: [{ confidence: 'medium' }] as const };

const kept = `
import * as vscode from 'vscode';
import { commands, window } from 'vscode';
export function activate(context) {
  const item = window.createStatusBarItem();
  item.show();
  const log = vscode.window.createOutputChannel('log');
  context.subscriptions.push(item, log, commands.registerCommand('a', () => item.hide()));
  context.subscriptions.push(vscode.languages.createDiagnosticCollection('b'));
}
export async function ask() {
  const input = window.createQuickPick();
  input.onDidHide(() => input.dispose());
  input.show();
}
export class Pane {
  #disposables = [];
  #item = window.createStatusBarItem();
  constructor() {
    this.#disposables.push(commands.registerCommand('c', () => {}), this.#item);
  }
  dispose() {
    for (const one of this.#disposables) one.dispose();
  }
}
export const shared = window.createOutputChannel('shared');
`;

untypedRuleTester().run('no-floating-disposable: what extensions give to VS Code', noFloatingDisposable, {
  valid: [
    { name: 'given to the context, or kept by the instance', code: kept, ...strict },
    {
      name: 'a command that the extension has as long as it runs',
      code: `
import { commands } from 'vscode';
export function activate() { commands.registerCommand('a', () => {}); }
`,
    },
    {
      name: 'another module, and a name of the program itself',
      code: `
import { commands } from './commands';
export class C { constructor(window) { commands.registerCommand('a', () => {}); window.createStatusBarItem(); } dispose() {} }
`,
      ...strict,
    },
  ],
  invalid: [
    {
      name: 'a command that an instance with an end registers, and forgets',
      ...marked(
        `
import * as vscode from 'vscode';
export class Pane {
  constructor() {
    vscode.commands.registerCommand('a', () => this.toggle());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }
  toggle() {}
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import * as vscode from 'vscode';
export class Pane {
  #command: ReturnType<typeof vscode.commands.registerCommand> | undefined;
  constructor() {
    this.#command = vscode.commands.registerCommand('a', () => this.toggle());
  }
  toggle() {}
  dispose() {
    this.#command?.dispose();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: in a function',
      ...marked(`
import { languages } from 'vscode';
export function refresh(selector, provider) {
  languages.registerCodeLensProvider(selector, provider);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
}
`),
      ...strict,
    },
  ],
});

untypedRuleTester().run('require-disposal: what extensions give to VS Code', requireDisposal, {
  valid: [{ name: 'given to the context, or disposed by an event', code: kept, ...strict }],
  invalid: [
    {
      name: 'strict: shown, and lost',
      ...marked(`
import { window } from 'vscode';
export function warn(text) {
  const item = window.createStatusBarItem();
        ~~~~ neverReleased
  item.text = text;
  item.show();
}
`),
      ...strict,
    },
  ],
});

untypedRuleTester().run('require-field-disposal: what extensions give to VS Code', requireFieldDisposal, {
  valid: [{ name: 'disposed with the others', code: kept, ...strict }],
  invalid: [
    {
      name: 'one of two is disposed',
      ...marked(
        `
import * as vscode from 'vscode';
export class Pane {
  #errors = vscode.languages.createDiagnosticCollection('a');
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notReleased
  #item = vscode.window.createStatusBarItem();
  show(uri, found) { this.#errors.set(uri, found); }
  dispose() { this.#item.dispose(); }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import * as vscode from 'vscode';
export class Pane {
  #errors = vscode.languages.createDiagnosticCollection('a');
  #item = vscode.window.createStatusBarItem();
  show(uri, found) { this.#errors.set(uri, found); }
  dispose() {
    this.#item.dispose();
    this.#errors.dispose();
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

untypedRuleTester().run('dispose-before-reassign: what extensions give to VS Code', disposeBeforeReassign, {
  valid: [
    {
      name: 'made once, or disposed before',
      code: `
import * as vscode from 'vscode';
let item, other;
export function show() {
  if (!item) item = vscode.window.createStatusBarItem();
  other?.dispose();
  other = vscode.window.createStatusBarItem();
}
`,
      ...strict,
    },
  ],
  invalid: [
    {
      name: 'strict: each call shows another item',
      ...marked(`
import * as vscode from 'vscode';
let item;
export function add(text) {
  item = vscode.window.createStatusBarItem();
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ overwrittenAgain
  item.text = text;
}
`),
      ...strict,
    },
  ],
});
