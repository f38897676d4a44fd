import type { TSESTree } from '@typescript-eslint/utils';
import { calledName, keyName } from '../../syntax/names.ts';
import type { Scope, Slot } from './contexts.ts';
import type { Sink } from './sinks.ts';

type Node = TSESTree.Node;

/** How a closure at a sink keeps a slot, in the words of a heap snapshot: `window 'resize' → listener (line 20) → scope of paint() (line 10) → pixels`. */
export function retentionPath(sink: Sink, slot: Slot): string {
  const { holder, noun, closure } = sink;
  const name = slot.variable === null ? slot.name.replace(/[()]/g, '') : slot.name;
  const steps = [holder, `${noun} (line ${closure.loc.start.line})`, contextName(slot.scope), name];
  return steps.join(' → ');
}

/** A scope as a reader finds it: `scope of paint() (line 10)`, `catch block (line 4)`. */
function contextName({ block, type }: Scope): string {
  const line = `(line ${block.loc.start.line})`;
  if (type === ('catch' as never)) return `catch block ${line}`;
  if (type === ('class' as never)) return `class scope ${line}`;
  if (!('params' in block)) return `block ${line}`;
  const name = nameOf(block);
  return name === null ? `scope of a function ${line}` : `scope of ${name}() ${line}`;
}

/** The name by which a function is known: its own, that of a constant, a method, a property. */
export function nameOf(node: Node): string | null {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property') {
    return keyName(parent.key, parent.computed);
  }
  return null;
}

/** A function as it is told of: `the callback on line 15`, `repaint() on line 15`. */
export function functionInWords(node: Node): string {
  const line = `on line ${node.loc.start.line}`;
  const name = nameOf(node);
  if (name !== null) return `${name}() ${line}`;
  const { parent } = node;
  const called = parent?.type === 'CallExpression' ? calledName(parent) : null;
  return parent?.type === 'CallExpression' && parent.callee !== node && called !== null
    ? `the callback of ${called}() ${line}`
    : `the function ${line}`;
}
