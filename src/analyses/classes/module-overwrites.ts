import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { onceHooks, repeatedWords } from '../../catalog/lifecycles.ts';
import { functionOf } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import { usesOfBinding } from './field-uses.ts';
import { acquisitionKeptAt } from '../acquisitions/kept-values.ts';
import { knownAcquisitions } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;

/**
 * A variable of the module that gets a new resource while it may hold one that nothing releases.
 * Errs towards silence: a function that names the variable before it writes it, or is left under some condition, is
 * taken to know what it does, and so is a module that releases the variable anywhere.
 */
export interface ModuleOverwrite {
  readonly acquisition: Acquisition;
  readonly variable: Variable;
  readonly write: TSESTree.AssignmentExpression;
  /** The write that gave it the resource that is lost; `null` for an earlier run of the same function. */
  readonly first: Node | null;
  /** Whether it is sure that there is an old one: it was written before, or the function's name says that it runs again. */
  readonly isCertain: boolean;
}

/** Every such write of a file, in source order. */
export function findModuleOverwrites(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly ModuleOverwrite[] {
  const variables = (sourceCode.scopeManager?.scopes ?? [])
    .filter(({ type }) => type === 'module' || type === 'global')
    .flatMap((scope) => scope.variables)
    .filter((variable) => isModuleLevel(variable) && variable.defs[0]?.node.type === 'VariableDeclarator');
  const isWorthAsking =
    typeQueriesOf(sourceCode).hasTypes ||
    [...knownAcquisitions(settings).keys()].some((name) => sourceCode.text.includes(name));
  return isWorthAsking ? variables.flatMap((variable) => overwritesOf(variable, sourceCode, settings)) : [];
}

function overwritesOf(
  variable: Variable,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): ModuleOverwrite[] {
  const declarator = variable.defs[0]?.node as TSESTree.VariableDeclarator;
  const name = variable.identifiers[0];
  const writes = variable.references.flatMap(({ identifier, init }) => {
    const { parent } = identifier;
    const isReplacing = parent.type === 'AssignmentExpression' && parent.left === identifier && parent.operator === '=';
    return isReplacing && !init ? [parent] : [];
  });
  // most variables of modules are constants
  if (writes.length === 0 || !name) return [];
  const kept = (value: Node, write: TSESTree.VariableDeclarator | TSESTree.AssignmentExpression) =>
    acquisitionKeptAt(value, { at: 'variable', variable, write, expression: value }, sourceCode, settings);
  const initial = declarator.init && kept(declarator.init, declarator);
  return writes.flatMap((write): ModuleOverwrite[] => {
    const acquisition = kept(write.right, write);
    if (!acquisition || write.parent.type !== 'ExpressionStatement') return [];
    const others = usesOfBinding(name, { kind: acquisition.kind, isMany: false }, sourceCode, 0);
    if (others.some(({ does }) => does === 'release' || does === 'transfer')) return [];
    const home = functionOf(write);
    const declared = initial ? declarator : null;
    if (home.type === 'Program') {
      const first =
        writes.findLast((earlier) => earlier.range[1] < write.range[0] && isStep(earlier, home)) ?? declared;
      return isStep(write, home) && first ? [{ acquisition, variable, write, first, isCertain: true }] : [];
    }
    const called = home.type === 'FunctionDeclaration' ? home.id?.name : undefined;
    if (called === undefined || !isStep(write, home) || onceHooks.has(called)) return [];
    if (
      variable.references.some(({ identifier }) => isWithin(identifier, home) && identifier.range[1] <= write.range[0])
    )
      return [];
    const isRepeated = repeatedWords.has(/^_*([a-z]+)/.exec(called)?.[1] ?? '');
    if (leavesEarlier(home, write, sourceCode)) return [];
    return [{ acquisition, variable, write, first: declared, isCertain: declared !== null || isRepeated }];
  });
}

/** A statement of the function (or the program) itself, that no condition skips. */
function isStep(write: Node, home: Node): boolean {
  const list = write.parent?.parent;
  return list === home || list?.parent === home;
}

/** A `return` or `throw` in front of the write. */
function leavesEarlier(home: Node, write: Node, sourceCode: TSESLint.SourceCode): boolean {
  let leaves = false;
  walk(home, sourceCode, (node) => {
    const isExit = node.type === 'ReturnStatement' || node.type === 'ThrowStatement';
    if (isExit && node.range[1] <= write.range[0]) leaves = true;
    return undefined;
  });
  return leaves;
}
