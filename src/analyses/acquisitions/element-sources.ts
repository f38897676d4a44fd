import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { elementSources } from '../../catalog/web.ts';
import { propertyName } from '../../syntax/names.ts';
import type { ResourceKind } from './resource-kinds.ts';

/** `link.href = url`, `<img src={url} />`: an element is told where to find what it shows, and owns nothing. */
export function isSourceOfElement(value: TSESTree.Node): boolean {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression') {
    const { left, right } = parent;
    return right === value && left.type === 'MemberExpression' && elementSources.has(propertyName(left) ?? '');
  }
  const attribute =
    parent?.type === 'JSXExpressionContainer' && parent.parent.type === 'JSXAttribute' ? parent.parent.name : null;
  return attribute?.type === 'JSXIdentifier' && elementSources.has(attribute.name);
}

/** Released by a function that the file never names, nor anything that sounds like it; the element could be asked for it. */
export const isNeverReleased = ({ release }: ResourceKind, { text }: TSESLint.SourceCode): boolean =>
  release.form === 'function' &&
  !/revoke|release/i.test(text) &&
  release.functions.every((name) => !text.includes(name));
