import type { TSESTree } from '@typescript-eslint/utils';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';

/** A class whose instances a framework ends: a custom element, a component of Angular or React. */
export function isEndedByFramework(node: TSESTree.Node): boolean {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false;
  const isDecorated = node.decorators.some(
    ({ expression }) =>
      expression.type === 'CallExpression' &&
      /^(?:Component|Directive|Pipe|customElement)$/.test(calledName(expression) ?? ''),
  );
  const base = node.superClass && withoutTypes(node.superClass);
  const name = base?.type === 'MemberExpression' ? propertyName(base) : base?.type === 'Identifier' ? base.name : null;
  return (
    isDecorated ||
    /^(?:HTML\w*Element|LitElement|ReactiveElement|FASTElement|Component|PureComponent)$/.test(name ?? '')
  );
}
