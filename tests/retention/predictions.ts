import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { Linter } from '@typescript-eslint/utils/ts-eslint';
import * as espree from 'espree';
import { contextsOf, type Slot } from '../../src/analyses/retention/contexts.ts';
import { isCleared } from '../../src/analyses/retention/shared-contexts.ts';
import { keptByFrame, mayHoldLeftovers, type FrameValue } from '../../src/analyses/retention/suspended-frames.ts';
import type { Variable } from '../../src/syntax/variables.ts';
import { isClass, isFunction } from '../../src/syntax/functions.ts';
import { walk } from '../../src/syntax/walk.ts';
import type { TrackedProgram } from './random-closures.ts';

/** Asks about a script, read by ESLint's own parser or by the TypeScript parser. */
export function askScript<Answer>(
  code: string,
  parser: 'espree' | 'typescript',
  ask: (sourceCode: TSESLint.SourceCode) => Answer,
): Answer {
  let outcome: { readonly answer: Answer } | undefined;
  const rule: TSESLint.AnyRuleModule = {
    meta: { type: 'problem', messages: {}, schema: [] },
    create: ({ sourceCode }) => ({
      'Program:exit'() {
        outcome = { answer: ask(sourceCode) };
      },
    }),
  };
  const languageOptions: TSESLint.FlatConfig.LanguageOptions = {
    parser: parser === 'espree' ? espree : typescriptParser,
    sourceType: 'script',
    parserOptions: { sourceType: 'script' },
  };
  const messages = new Linter({ configType: 'flat' }).verify(
    code,
    { languageOptions, plugins: { under: { rules: { test: rule } } }, rules: { 'under/test': 'error' } },
    'file.js',
  );
  if (outcome) return outcome.answer;
  throw new Error(`The code could not be read: ${messages.map(({ message }) => message).join(', ')}\n${code}`);
}

/** The labels of the tracked values that the kept closure of a program keeps, by the model. */
export function predictedAlive(program: TrackedProgram, parser: 'espree' | 'typescript'): readonly string[] {
  const code = `(function (B, K, U, R, H) {\n${program.code}\n})`;
  return askScript(code, parser, (sourceCode) => {
    const kept = keptClosure(sourceCode);
    const labels = (kept ? closuresOf(kept) : [])
      .flatMap((closure) => contextsOf(sourceCode).keptBy(closure))
      .flatMap((slot) => labelsOf(slot, program));
    return [...new Set(labels)].sort();
  });
}

function keptClosure(sourceCode: TSESLint.SourceCode): TSESTree.Node | undefined {
  const methods = new Map<string, TSESTree.Node>();
  let kept: TSESTree.Node | undefined;
  walk(sourceCode.ast, sourceCode, (node) => {
    if ((node.type === 'Property' || node.type === 'MethodDefinition') && node.key.type === 'Identifier') {
      methods.set(node.key.name, node.value);
    }
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'K') {
      kept = node.arguments[0];
    }
    return undefined;
  });
  if (!kept || isFunction(kept) || isClass(kept) || kept.type === 'ObjectExpression') return kept;
  // `K(object.method)`
  const text = sourceCode.getText(kept);
  return [...methods].find(([name]) => new RegExp(`[.'"]${name}\\b`).test(text))?.[1];
}

/** A function or class itself; the functions of an object, which has no context of its own. */
const closuresOf = (kept: TSESTree.Node): readonly TSESTree.Node[] =>
  kept.type === 'ObjectExpression'
    ? kept.properties.flatMap((member) => ('value' in member && isFunction(member.value) ? [member.value] : []))
    : [kept];

function labelsOf({ name, scope, variable }: Slot, { argumentsOf }: TrackedProgram): readonly string[] {
  const { block } = scope;
  if (variable) return /^(v\d|big)/.test(name) && !isCleared(variable) ? [name] : [];
  if (name === '(with)' && block.type === 'WithStatement' && block.object.type === 'ObjectExpression') {
    const [property] = block.object.properties;
    return property?.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [];
  }
  if (name === '(caught)') return scope.variables.map((caught) => caught.name);
  const own = 'id' in block && block.id?.type === 'Identifier' ? block.id.name : '';
  if (name === 'arguments') return argumentsOf.get(own) ?? [];
  if (scope.type !== ('class-field-initializer' as never)) return own === '' ? [] : [own];
  const { parent: owner } = (block.parent as TSESTree.PropertyDefinition).parent;
  return owner.id ? [owner.id.name] : [];
}

/** What a suspended function keeps by the model: labels of values that stay for sure, and of those that may. */
export interface FramePrediction {
  readonly alive: readonly string[];
  readonly perhaps: readonly string[];
}

/** What the suspended function `t` of a program keeps of its tracked values, by the model. */
export function predictedInFrame(code: string, parser: 'espree' | 'typescript'): FramePrediction {
  const wrapped = `(function (B, K, U, R, D, H) {\n${code}\n})`;
  return askScript(wrapped, parser, (sourceCode) => {
    let suspension: TSESTree.Node | undefined;
    walk(sourceCode.ast, sourceCode, (node) => {
      if (isSuspension(node)) suspension ??= node;
      return undefined;
    });
    if (!suspension) return { alive: [], perhaps: [] };
    const place = suspension;
    const written = keptByFrame(place, sourceCode).filter(({ variable }) => isWrittenBefore(place, variable));
    const isSure = (value: FrameValue): boolean => value.where !== 'leftover' && hasValueAt(place, value);
    const values = mayHoldLeftovers(place) ? written : written.filter(isSure);
    const closures = values.filter(isSure).flatMap(({ variable: { defs } }) => {
      const init = defs[0]?.node.type === 'VariableDeclarator' ? defs[0].node.init : null;
      return init && isFunction(init) ? [init] : [];
    });
    const captured = closures
      .flatMap((closure) => contextsOf(sourceCode).variablesKeptBy(closure))
      .filter((slot) => isWrittenBefore(place, slot.variable) && hasValueAt(place, slot));
    const labelsOf = (held: readonly { readonly variable: Variable }[]): string[] =>
      [...new Set(held.map(({ variable }) => variable.name))].filter((name) => /^v\d/.test(name)).sort();
    return {
      alive: ['t', ...labelsOf([...values.filter(isSure), ...captured])],
      perhaps: labelsOf(values.filter((value) => !isSure(value))),
    };
  });
}

const isWrittenBefore = ({ range: [start] }: TSESTree.Node, { identifiers: [name] }: Variable): boolean =>
  name !== undefined && name.range[0] < start;

/** Whether a variable that was written has not been emptied again, so that the value went. */
function hasValueAt(
  suspension: TSESTree.Node,
  { variable: { references, identifiers }, where }: Omit<FrameValue, 'where'> & { where?: FrameValue['where'] },
): boolean {
  const [start] = suspension.range;
  const [name] = identifiers;
  const isEmptied = references.some(
    ({ identifier, init, writeExpr }) => !init && writeExpr?.type === 'Identifier' && identifier.range[0] < start,
  );
  if (!isEmptied || where === 'argument') return true;
  if (where !== 'copy') return false;
  // what is copied at the end of the round is still the value
  const loop = name?.parent?.parent?.parent;
  return loop !== undefined && loop.range[1] > start;
}

const isSuspension = (node: TSESTree.Node): boolean =>
  (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'H') ||
  (node.type === 'Literal' && node.value === 'here' && /^(Yield|Array)Expression$/.test(node.parent.type));
