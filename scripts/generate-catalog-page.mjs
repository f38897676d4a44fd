/**
 * Writes `docs/catalog.md`, the table of the resources that the plugin knows by name, from the built catalog.
 *
 *   npm run build && npm run docs:catalog
 *
 * With `--check` it writes nothing, and exits with 1 when the page is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { resources } from '../dist/src/catalog/index.js';

const page = 'docs/catalog.md';
const file = fileURLToPath(new URL(`../${page}`, import.meta.url));

const platforms = new Map([
  ['ecmascript', 'The language'],
  ['timer', 'Timers'],
  ['node', 'Node'],
  ['web', 'The web'],
]);
const packages = 'Packages';
const usings = { dispose: '`using`', asyncDispose: '`await using`' };

const code = (text) => `\`${text}\``;
const lines = (cells) => cells.join('<br>');

function acquiredBy(by) {
  const name = 'method' in by ? `${by.of}.${by.method}()` : 'new' in by ? `new ${by.new}()` : `${by.call}()`;
  return by.from === undefined ? code(name) : `${code(name)} of ${code(by.from)}`;
}

function releasedBy({ release }) {
  switch (release.form) {
    case 'self':
      return lines(release.methods.map((name) => code(`.${name}()`)));
    case 'function':
      return lines(release.functions.map((name) => code(`${name}(…)`)));
    case 'owner':
      return lines(release.methods.map((name) => `${code(`${name}(…)`)} of the same object`));
    case 'disposer':
      return 'calling it';
  }
}

function endsBy({ options = [], iterated, methods = [], failing = [] } = {}) {
  return lines([
    ...(iterated ? [code('for await')] : []),
    ...options.map((name) => `option ${code(name)}`),
    ...methods.map((name) => code(`${name}()`)),
    ...failing.map((name) => `${code(`${name}()`)} that fails`),
  ]);
}

const columns = [
  ['Resource', ({ label }) => label],
  ['Acquired by', (resource) => lines(resource.acquiredBy.map(acquiredBy))],
  ['Released by', releasedBy],
  ['Ends by itself with', ({ endsByItself }) => endsBy(endsByItself)],
  ['Works unattended', ({ worksUnattended }) => (worksUnattended ? 'yes' : '')],
  ['Disposable since Node', ({ disposal }) => (disposal ? `${disposal.node} (${usings[disposal.symbol]})` : '')],
  ['Confidence', ({ confidence }) => confidence],
];

function table(rows) {
  const cells = [columns.map(([title]) => title), columns.map(() => '---')];
  for (const row of rows) cells.push(columns.map(([, cell]) => cell(row)));
  return cells.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function platformOf({ id }) {
  return platforms.get(id.slice(0, id.indexOf('/'))) ?? packages;
}

const sections = [...platforms.values(), packages].map(
  (title) => `## ${title}\n\n${table(resources.filter((resource) => platformOf(resource) === title))}`,
);

const text = `# Known resources

<!-- Written by \`npm run docs:catalog\`. Change src/catalog instead. -->

The ${resources.length} kinds of resource that the plugin knows by name. Others it finds by their types: whatever has
\`[Symbol.dispose]\` or \`[Symbol.asyncDispose]\`.

- **Released by**: the first is the one that a fix writes.
- **Ends by itself with**: what makes a release unnecessary.
- **Works unattended**: it does its job after the function that made it has returned, so no fix makes it \`using\`.
- **Disposable since Node**: the first version in which it has the symbol at run time, which may be later than its types
  say. Where there is none, it cannot become \`using\`.
- **Confidence**: how sure it is that one which is never released is a leak. With \`high\` the recommended presets report
  it, with \`medium\` they do when it is released on some paths only. The strict presets report both always.

${sections.join('\n\n')}
`;

const formatted = await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== formatted) {
    console.error(`${page} is out of date: run \`npm run docs:catalog\``);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, formatted);
}
