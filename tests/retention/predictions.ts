import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { Linter } from '@typescript-eslint/utils/ts-eslint';
import * as espree from 'espree';
import { contextsOf, type Slot } from '../../src/analyses/retention/contexts.ts';
import { isCleared } from '../../src/analyses/retention/shared-contexts.ts';
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
    if (!kept) return [];
    const labels = contextsOf(sourceCode)
      .keptBy(kept)
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
