import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import { keepArgument } from '../../catalog/callees.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Whether what is passed to a callee is the callee's to release, where the program has only its declaration:
 * as the declared parameter says, never, or always. Code that can be read is read instead.
 */
export type TransferPolicy = 'declared' | 'never' | 'always';

export interface Transfers {
  readonly atCall: TransferPolicy;
  readonly atConstructor: TransferPolicy;
}

export const transfersByDeclaration: Transfers = { atCall: 'declared', atConstructor: 'declared' };

/** The options of a rule that say so. */
export function transfersIn(options: {
  readonly transferAtCall?: TransferPolicy;
  readonly transferAtConstructor?: TransferPolicy;
}): Transfers {
  return {
    atCall: options.transferAtCall ?? 'declared',
    atConstructor: options.transferAtConstructor ?? 'declared',
  };
}

/** What holds for a call. A collection, a store and what gives its argument back are no ordinary callees: they keep it. */
export function transferPolicyAt(
  call: Call,
  argument: number,
  transfers: Transfers,
  sourceCode: TSESLint.SourceCode,
): TransferPolicy {
  const policy = call.type === 'NewExpression' ? transfers.atConstructor : transfers.atCall;
  return policy === 'never' && isStore(call, argument, sourceCode) ? 'declared' : policy;
}

/** `stack.use(r)`, `subscriptions.push(r)`, `this._register(r)`: known by what they are, whatever they are called. */
function isStore(call: Call, argument: number, sourceCode: TSESLint.SourceCode): boolean {
  if (call.type === 'NewExpression') return false;
  const types = typeQueriesOf(sourceCode);
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  return (
    keepArgument.has(calledName(call) ?? '') ||
    types.aliasOf(call) === argument ||
    types.disposabilityOf(callee.object) !== null
  );
}

/** The result of the call goes somewhere else with the handle in it: `return wrap(handle)`. */
export function isResultKept(call: TSESTree.Node): boolean {
  let value: TSESTree.Node = call;
  while (value.parent?.type === 'AwaitExpression' || value.parent?.type === 'TSAsExpression') value = value.parent;
  const outer = value.parent;
  return (
    outer?.type === 'ReturnStatement' ||
    outer?.type === 'ArrowFunctionExpression' ||
    outer?.type === 'Property' ||
    (outer?.type === 'AssignmentExpression' && outer.left.type === 'MemberExpression')
  );
}

/** Their schema. */
export const transferOptionsSchema: Readonly<Record<'transferAtCall' | 'transferAtConstructor', JSONSchema4>> = {
  transferAtCall: {
    type: 'string',
    enum: ['declared', 'never', 'always'],
    description: 'Whether a function of which only the declaration is known takes over what it is given.',
  },
  transferAtConstructor: {
    type: 'string',
    enum: ['declared', 'never', 'always'],
    description: 'Whether a constructor of which only the declaration is known takes over what it is given.',
  },
};
