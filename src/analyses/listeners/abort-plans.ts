import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import type { FinallyPlan } from '../paths/finally-plans.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import type { ListenerCall } from './listener-calls.ts';
import { constantFor, type ListenerName } from './listener-names.ts';

/** A `try … finally` behind the call that adds a listener, and the name that the listener needs for it. */
export interface AbortPlan extends FinallyPlan {
  readonly replacements: ListenerName['replacements'];
}

/**
 * How an async function removes its abort listener when its work is done. `null` where the listener is not added by a
 * statement of the function's own block, or has no name there.
 */
export function abortPlanFor({ added, finding }: LeakedListener, sourceCode: TSESLint.SourceCode): AbortPlan | null {
  const home = functionOf(added.call);
  if (finding !== 'waitsForAbort' || !isFunction(home) || home.type === 'StaticBlock' || !home.async) return null;
  const outer = added.call.parent;
  const declaration = outer.type === 'ChainExpression' ? outer.parent : outer;
  if (declaration.type !== 'ExpressionStatement' || declaration.parent !== home.body) return null;
  const last = declaration.parent.type === 'BlockStatement' ? declaration.parent.body.at(-1) : undefined;
  const name = last && nameOf(added, last, declaration, sourceCode);
  const target = added.target && sourceCode.getText(added.target);
  if (!name || !target || !/^[\w$.#?]+$/.test(target)) return null;
  const callee = withoutTypes(added.call.callee);
  const dot = callee.type === 'MemberExpression' && callee.optional ? '?.' : '.';
  const event = added.event ? sourceCode.getText(added.event) : "'abort'";
  const release = `${target}${dot}removeEventListener(${event}, ${name.text});`;
  return { declaration, release, superfluous: [], toAwait: [], replacements: name.replacements };
}

function nameOf(
  added: ListenerCall,
  last: TSESTree.Statement,
  declaration: TSESTree.Statement,
  sourceCode: TSESLint.SourceCode,
): ListenerName | null {
  const { identity, listener, options } = added;
  if (options.capture !== false) return null;
  if (identity.is === 'fresh') return constantFor(added, last, sourceCode);
  if (identity.is !== 'named' || !listener) return null;
  const [identifier] = identity.variable?.identifiers ?? [];
  // a function that is declared further down would be out of sight
  return identifier && identifier.range[0] > declaration.range[1]
    ? null
    : { text: sourceCode.getText(listener), replacements: [] };
}
