/**
 * Takes each gate in front of a `using` edit away, one after the other, and runs the tests of the gates: they must fail
 * each time. A gate that can go without a red test is not tested.
 *
 *     node scripts/check-gates.mjs [G16 …]
 *
 * The sources are changed while it runs and put back afterwards; run it in a clean work tree.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const plans = 'src/analyses/using/disposal-plans.ts';
const gates = 'src/analyses/using/using-gates.ts';
const support = 'src/analyses/using/using-support.ts';
const floating = 'src/analyses/using/floating-plans.ts';
const declare = 'src/fixes/declare-with-using.ts';

/** Whatever is done with the handle goes, and its release need not go with the edit: each of the two hides the other. */
const anyUse = [
  plans,
  "uses.some(({ does }) => does !== 'read' && does !== 'release')",
  "uses.some(({ does }) => does === 'write')",
  plans,
  "if ((superfluous.length === 0) !== (found.verdict === 'no path')) return null;",
  '',
];

/** Gate, file, the condition, and what makes it always hold; more than one where a second condition would still hold it back. */
const mutations = [
  [
    'G1',
    support,
    "if (program && !(isAsync ? program.knowsAsyncDisposable : program.knowsDisposable)) return 'no';",
    '',
  ],
  [
    'G2',
    support,
    "nativeWithClosuresSince : nativeSince) ? 'yes' : 'no'",
    "nativeWithClosuresSince : nativeSince) ? 'yes' : 'yes'",
  ],
  ['G3', support, 'isCaptured ? nativeWithClosuresSince : nativeSince', 'nativeSince'],
  ['G4', support, 'ecmaVersion < 2026', 'ecmaVersion < 0'],
  ['G5', declare, "if (declaration.parent.type === 'SwitchCase') {", 'if (index === -1) {'],
  ['G5', plans, "declarator.parent.parent.type !== 'SwitchCase'", 'declarator.parent.parent !== null'],
  ['G5, G11', gates, "if (block.type !== 'BlockStatement' || scope.type === 'global') return false;", ''],
  [
    'G6',
    'src/analyses/acquisitions/acquisitions.ts',
    "if ('variable' in position) return isModuleLevel(position.variable);",
    "if ('variable' in position) return false;",
  ],
  ['G7', gates, " || declaration.parent.type === 'ExportNamedDeclaration'", ''],
  ['G8', gates, "declarator.id.type !== 'Identifier' || ", '', ...anyUse],
  ['G9', declare, 'range[0] >= replaced[0] && range[1] <= replaced[1]', 'range[0] < 0'],
  ['G10', declare, 'if (next)\n', 'if (next && index === -1)\n'],
  [
    'G10',
    gates,
    "if (declaration.declarations.length > 1 && declaration.parent.type === 'ForStatement') return false;",
    '',
  ],
  ['G10', plans, 'declarator.parent.declarations.length === 1 &&', ''],
  ['G11', gates, 'if (!references.every(isInside)) return false;', ''],
  ['G12', declare, "init?.type === 'LogicalExpression' && init.operator === '&&'", "init?.type === 'Super'"],
  ['G12', plans, '!acquisition.couldBeFalsy &&', ''],
  ['G13', gates, 'return isDisposal ? types.disposabilityOf(id) === null', 'return isDisposal ? false'],
  [
    'G14',
    gates,
    "if (home.type !== 'Program') return 'async' in home && home.async;",
    "if (home.type !== 'Program') return true;",
  ],
  ['G14', gates, '  return waits;\n', '  return waits || true;\n'],
  ['G15', plans, '!acquisition.isAwaited ||', ''],
  ['G16', plans, '!isUsedInPlace(identifier, handle, sourceCode) || isGathered', 'isGathered'],
  ['G16', plans, '|| isGathered(identifier, sourceCode)', ''],
  ['G16, G18', ...anyUse],
  ['G16', plans, 'if (!isInvoked && !runsNow) return false;', ''],
  ['G16', plans, '![...handle.variables].every(({ scope }) => isWithin(scope.block, handle))', 'handle.block === null'],
  [
    'G17',
    plans,
    "if (!isAsync || use.value.parent?.type !== 'ReturnStatement' || use.value.type !== 'CallExpression') return null;",
    '',
  ],
  [
    'G17',
    plans,
    "if (dependence === 'unknown' && isArgument(use.identifier) && isResultKept(use.value)) return null;",
    '',
  ],
  ['G17', declare, "for (const promise of toAwait) edits.push(fixer.insertTextBefore(promise, 'await '));", ''],
  [
    'G18',
    declare,
    'for (const statement of superfluous) edits.push(removeStatement(statement, fixer, sourceCode));',
    '',
  ],
  ['G19', plans, '|| !isLastStep(value, handle.block)', ''],
  ['G20', plans, 'kind.worksUnattended ||', ''],
  ['G20', plans, 'found.isStarted ||', ''],
  ['G21', plans, "!(keyword === 'await using' && acquisition.couldBeNullish) &&", ''],
  ['G22', floating, "isWholeStatement ? '_' : ''", "''"],
  ['G23', plans, "handle.name === 'of' || ", ''],
  ['G23', plans, ' || isLeftEarly', ''],
  [
    'G24',
    gates,
    'return typeQueriesOf(sourceCode).disposesBound(node) || /\\bnew Proxy\\(/.test(code);',
    'return /\\bnew Proxy\\(/.test(code);',
  ],
  ['G24', gates, ' || /\\bnew Proxy\\(/.test(code)', ''],
  ['G24', support, "return !isLowered && couldRunBefore('26.0.0', filename);", 'return false;'],
  ['G25', support, "if (wanted === 'try-finally') return 'no';", ''],
  ['G25', support, "if (wanted === 'using') return 'yes';", ''],
  ['G26', plans, '!endsProgram(handle, sourceCode) &&', ''],
];

/** What works unattended comes from the catalog: the tests of the rule have it. */
const testsOf = (gate) => [
  'tests/analyses/gates.test.ts',
  ...(gate === 'G20' ? ['tests/rules/require-disposal.test.ts'] : []),
];

const wanted = process.argv.slice(2);
const untested = [];
for (const [gate, ...changes] of mutations) {
  if (wanted.length > 0 && !wanted.some((one) => gate.split(', ').includes(one))) continue;
  const originals = new Map();
  for (let index = 0; index < changes.length; index += 3) {
    const [file, condition, always] = changes.slice(index, index + 3);
    const absolute = path.join(root, file);
    const text = readFileSync(absolute, 'utf8');
    const count = text.split(condition).length - 1;
    if (count !== 1) throw new Error(`${gate}: ${count} places in ${file} read ${condition}`);
    if (!originals.has(absolute)) originals.set(absolute, text);
    writeFileSync(
      absolute,
      text.replace(condition, () => always),
    );
  }
  let run;
  try {
    run = spawnSync('npx', ['vitest', 'run', ...testsOf(gate), '--reporter=json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
  } finally {
    for (const [absolute, text] of originals) writeFileSync(absolute, text);
  }
  const json = run.stdout.slice(run.stdout.indexOf('{"'), run.stdout.lastIndexOf('}') + 1);
  const failed = JSON.parse(json).testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title),
  );
  if (failed.length === 0) untested.push(`${gate}: ${changes[1].trim()}`);
  console.log(`${gate.padEnd(8)} ${failed.length === 0 ? 'NO TEST FAILS' : failed.join(' | ')}`);
}
if (untested.length > 0) {
  console.error(`\nnot tested:\n${untested.join('\n')}`);
  process.exitCode = 1;
}
