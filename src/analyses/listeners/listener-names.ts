import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { freeName } from '../acquisitions/new-names.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;

/** A name for a listener that is written inline, so that it can be added and removed. */
export interface ListenerName {
  /** `onResize`, `this.#boundRun` */
  readonly text: string;
  /** The declaration, and the name in the place of the listener. */
  readonly replacements: readonly { readonly range: readonly [number, number]; readonly text: string }[];
}

/** Parameters without types would have none at all where nothing is expected of the function. */
function canStandElsewhere(node: Node): boolean {
  const listener = withoutTypes(node);
  if (!isFunction(listener) || listener.type === 'StaticBlock') return listener.type === 'CallExpression';
  return listener.params.every((parameter) => 'typeAnnotation' in parameter && parameter.typeAnnotation !== undefined);
}

/** What the listener is called: `boundRun` for `this.run.bind(this)`, else `onResize` after its event. */
function nameFor({ events, listener }: ListenerCall): string | null {
  const expression = listener && withoutTypes(listener);
  if (expression?.type === 'CallExpression' && expression.callee.type === 'MemberExpression') {
    const bound = withoutTypes(expression.callee.object);
    const method = bound.type === 'MemberExpression' ? propertyName(bound)?.replace(/^[#_]+/, '') : null;
    if (propertyName(expression.callee) === 'bind' && method)
      return `bound${method.charAt(0).toUpperCase()}${method.slice(1)}`;
  }
  const event = (events?.[0] ?? '')
    .split('.')
    .at(-1)!
    .replace(/\W+(\w)?/g, (_, letter?: string) => (letter ?? '').toUpperCase());
  return event === '' ? null : `on${event.charAt(0).toUpperCase()}${event.slice(1)}`;
}

/** A constant in front of the call that adds. `null` when the place that removes does not see it, or the name is taken. */
export function constantFor(added: ListenerCall, removal: Node, sourceCode: TSESLint.SourceCode): ListenerName | null {
  const statement = added.call.parent;
  const block = statement.parent;
  const listener = added.listener;
  if (!listener || statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return null;
  const isInside = removal.range[1] >= statement.range[1] && removal.range[1] <= block.range[1];
  const name = nameFor(added);
  const text = name && freeName(name, added.call, sourceCode) && freeName(name, removal, sourceCode);
  if (!isInside || !text || !canStandElsewhere(listener)) return null;
  const [start] = statement.range;
  const declaration = `const ${text} = ${sourceCode.getText(listener)};${separatorAt(statement, sourceCode)}`;
  return {
    text,
    replacements: [
      { range: [start, start], text: declaration },
      { range: listener.range, text },
    ],
  };
}

/** A field of the class, when the listener needs nothing of the method in which it is written. */
export function fieldFor(added: ListenerCall, sourceCode: TSESLint.SourceCode, filename: string): ListenerName | null {
  const owner = classOfThis(added.call);
  const { listener } = added;
  if (!owner || !listener || !canStandElsewhere(listener) || needsItsFunction(listener, sourceCode)) return null;
  const { body } = owner.body;
  const name = nameFor(added);
  const taken = body.map((member) =>
    'key' in member ? keyName(member.key, member.computed)?.replace(/^#/, '') : null,
  );
  const [first] = body;
  if (!name || !first || taken.includes(name)) return null;
  const usesKeyword = body.some((member) => 'accessibility' in member && member.accessibility === 'private');
  const field = usesKeyword ? name : `#${name}`;
  const modifiers = `${usesKeyword ? 'private ' : ''}${isTypeScript(filename) ? 'readonly ' : ''}`;
  const [start] = first.range;
  const declaration = `${modifiers}${field} = ${sourceCode.getText(listener)};${separatorAt(first, sourceCode)}`;
  return {
    text: `this.${field}`,
    replacements: [
      { range: [start, start], text: declaration },
      { range: listener.range, text: `this.${field}` },
    ],
  };
}

/** What stands between a new declaration and the node before which it is written. */
function separatorAt(node: Node, { text, lines }: TSESLint.SourceCode): string {
  const before = lines[node.loc.start.line - 1]?.slice(0, node.loc.start.column) ?? '';
  return before.trim() === '' ? `${text.includes('\r\n') ? '\r\n' : '\n'}${before}` : ' ';
}

/** Whether an expression reads a variable, or `arguments`, of the function around it. */
function needsItsFunction(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const home = functionOf(node);
  let needs = home.type === 'Program';
  walk(node, sourceCode, (inner) => {
    if (inner.type === 'AwaitExpression' || inner.type === 'YieldExpression') needs ||= functionOf(inner) === home;
    if (inner.type !== 'Identifier') return undefined;
    for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(inner) ?? null; scope; scope = scope.upper) {
      const variable = scope.set.get(inner.name);
      if (!variable) continue;
      const block = variable.scope.block;
      const isOutside = block.range[0] <= node.range[0] && block.range[1] >= node.range[1];
      const isLocal =
        variable.scope.type !== 'module' && variable.scope.type !== 'global' && variable.scope.type !== 'class';
      const isReference = variable.references.some(({ identifier }) => identifier === inner);
      if (isOutside && isLocal && isReference && variable.defs.length > 0) needs = true;
      break;
    }
    return undefined;
  });
  return needs;
}
