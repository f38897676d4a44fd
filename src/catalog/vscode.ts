import type { AcquiredBy, Resource } from './schema.ts';

type Calls = readonly [string, ...string[]];

const of = ([first, ...others]: Calls): readonly [AcquiredBy, ...AcquiredBy[]] => [
  { call: first, from: 'vscode' },
  ...others.map((call) => ({ call, from: 'vscode' })),
];

/** What every one of them has: the editor shows it, or asks it, until it is disposed or the extension host ends. */
const untilDisposed = {
  family: 'resource',
  release: { form: 'self', methods: ['dispose'] },
  worksUnattended: true,
  leaksOnThrow: false,
  // what `activate()` makes once lives as long as its extension
  confidence: 'medium',
} as const;

/** What extensions give to VS Code. Terminals and panels are left out: their user closes them. */
export const vscode: readonly Resource[] = [
  {
    id: 'vscode/diagnostic-collection',
    label: 'a diagnostic collection',
    acquiredBy: of(['languages.createDiagnosticCollection']),
    type: 'DiagnosticCollection',
    ...untilDisposed,
  },
  {
    id: 'vscode/status-bar-item',
    label: 'a status bar item',
    acquiredBy: of(['window.createStatusBarItem']),
    type: 'StatusBarItem',
    ...untilDisposed,
  },
  {
    id: 'vscode/language-status-item',
    label: 'a language status item',
    acquiredBy: of(['languages.createLanguageStatusItem']),
    type: 'LanguageStatusItem',
    ...untilDisposed,
  },
  {
    id: 'vscode/output-channel',
    label: 'an output channel',
    acquiredBy: of(['window.createOutputChannel']),
    type: 'OutputChannel',
    ...untilDisposed,
  },
  {
    id: 'vscode/file-system-watcher',
    label: 'a file system watcher',
    acquiredBy: of(['workspace.createFileSystemWatcher']),
    type: 'FileSystemWatcher',
    ...untilDisposed,
  },
  {
    id: 'vscode/decoration-type',
    label: 'a decoration type',
    acquiredBy: of(['window.createTextEditorDecorationType']),
    type: 'TextEditorDecorationType',
    ...untilDisposed,
  },
  {
    id: 'vscode/quick-input',
    label: 'a quick input',
    acquiredBy: of(['window.createQuickPick', 'window.createInputBox']),
    type: 'QuickInput',
    ...untilDisposed,
  },
  {
    id: 'vscode/tree-view',
    label: 'a tree view',
    acquiredBy: of(['window.createTreeView']),
    type: 'TreeView',
    ...untilDisposed,
  },
  {
    id: 'vscode/source-control',
    label: 'a source control',
    acquiredBy: of(['scm.createSourceControl']),
    type: 'SourceControl',
    ...untilDisposed,
  },
  {
    id: 'vscode/controller',
    label: 'a controller',
    acquiredBy: of([
      'tests.createTestController',
      'notebooks.createNotebookController',
      'comments.createCommentController',
    ]),
    ...untilDisposed,
  },
  {
    id: 'vscode/command',
    label: 'a registered command',
    acquiredBy: of(['commands.registerCommand', 'commands.registerTextEditorCommand']),
    ...untilDisposed,
  },
  {
    id: 'vscode/provider',
    label: 'a registered provider',
    acquiredBy: of([
      'debug.registerDebugAdapterDescriptorFactory',
      'debug.registerDebugAdapterTrackerFactory',
      'debug.registerDebugConfigurationProvider',
      'languages.registerCodeActionsProvider',
      'languages.registerCodeLensProvider',
      'languages.registerColorProvider',
      'languages.registerCompletionItemProvider',
      'languages.registerDefinitionProvider',
      'languages.registerDocumentFormattingEditProvider',
      'languages.registerDocumentHighlightProvider',
      'languages.registerDocumentLinkProvider',
      'languages.registerDocumentRangeFormattingEditProvider',
      'languages.registerDocumentSymbolProvider',
      'languages.registerFoldingRangeProvider',
      'languages.registerHoverProvider',
      'languages.registerImplementationProvider',
      'languages.registerInlayHintsProvider',
      'languages.registerOnTypeFormattingEditProvider',
      'languages.registerReferenceProvider',
      'languages.registerRenameProvider',
      'languages.registerSignatureHelpProvider',
      'languages.registerTypeDefinitionProvider',
      'languages.registerWorkspaceSymbolProvider',
      'tasks.registerTaskProvider',
      'window.registerCustomEditorProvider',
      'window.registerTerminalLinkProvider',
      'window.registerTreeDataProvider',
      'window.registerUriHandler',
      'window.registerWebviewPanelSerializer',
      'window.registerWebviewViewProvider',
      'workspace.registerFileSystemProvider',
      'workspace.registerNotebookSerializer',
      'workspace.registerTextDocumentContentProvider',
    ]),
    ...untilDisposed,
  },
];
