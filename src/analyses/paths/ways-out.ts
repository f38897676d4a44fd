import type { TSESTree } from '@typescript-eslint/utils';
import { calledName } from '../../syntax/names.ts';

/** The way out of its scope on which a resource is still held. */
export interface WayOut {
  readonly how: 'end' | 'return' | 'throw' | 'exception' | 'jump' | 'iteration';
  /** The statement that leaves; the call that throws; the block or function that ends. */
  readonly node: TSESTree.Node;
}

/** A way out in words that continue "it is still held …", lines as the user's editor counts them. */
export function inWords({ how, node }: WayOut): string {
  const { start, end } = node.loc;
  switch (how) {
    case 'return':
      return `on the return of line ${start.line}`;
    case 'throw':
      return `on the throw of line ${start.line}`;
    case 'exception':
      return `when ${throwerAt(node)} throws on line ${start.line}`;
    case 'jump':
      return `when the block of line ${start.line} is left early`;
    case 'iteration':
      return `at the end of each round of the loop that ends on line ${end.line}`;
    case 'end':
      return `when the ${node.type === 'BlockStatement' ? 'block' : node.type === 'Program' ? 'program' : 'function'} ends on line ${end.line}`;
  }
}

function throwerAt(node: TSESTree.Node): string {
  const thrower = node.type === 'AwaitExpression' ? node.argument : node;
  if (thrower.type === 'YieldExpression') return 'the consumer stops at the `yield` or';
  if (thrower.type !== 'CallExpression' && thrower.type !== 'NewExpression') return 'the awaited value';
  const name = calledName(thrower);
  return name === null ? 'the call' : thrower.type === 'NewExpression' ? `\`new ${name}()\`` : `\`${name}()\``;
}
