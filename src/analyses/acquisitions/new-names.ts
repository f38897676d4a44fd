import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledName } from '../../syntax/names.ts';
import type { Acquisition } from './acquisitions.ts';

type Node = TSESTree.Node;

/** `res` for `createRes()`, `handle` for `new Handle()`, else what the kind of resource is called. */
export function nameFor({ producers: [{ node }], kind }: Acquisition): string {
  const name = calledName(node) ?? '';
  const noun = node.type === 'NewExpression' ? name : name.replace(/^[a-z]+/, '').replace(/Or(Null|Undefined)$/, '');
  const word = /^[A-Z][A-Za-z0-9]*$/.test(noun) ? noun : (kind.id?.split('/').at(-1) ?? 'resource');
  const camel = word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}

/** The name when nothing in reach is called so already. */
export function freeName(name: string, node: Node, sourceCode: TSESLint.SourceCode): string | null {
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(node) ?? null; scope; scope = scope.upper) {
    if (scope.set.has(name) || scope.through.some(({ identifier }) => identifier.name === name)) return null;
  }
  return name;
}
