import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { formBuilderName, formMethods, makerOptions, viewQueries } from '../../catalog/components.ts';
import { briefMethods } from '../../catalog/long-lived.ts';
import { classOfThis, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import type { Variable } from '../../syntax/variables.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Parts of a component, which go with it and with all that listens to them. Each answers for one form in which code
 * reaches them; errs towards "no".
 */

/** `this.sort()` of `sort = viewChild(Sort)`: what the component's own template holds; `this.builder.group({…})`: its own form. */
export function isOwnResult(call: TSESTree.CallExpression): boolean {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  const name = propertyName(callee);
  if (name !== null && formMethods.has(name) && formBuilderName.test(dottedName(callee.object) ?? '')) return true;
  if (callee.object.type !== 'ThisExpression' || call.arguments.length > 0) return false;
  const field = classOfThis(callee)?.body.body.find(
    (member) => member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === name,
  );
  const query = field?.type === 'PropertyDefinition' && field.value ? withoutTypes(field.value) : null;
  if (query?.type !== 'CallExpression') return false;
  return viewQueries.test(dottedName(query.callee) ?? '');
}

/** `form.get('name')`: the receiver of a call that gives a part of it. */
export function wholeOf(call: TSESTree.CallExpression): Node | null {
  const callee = withoutTypes(call.callee);
  const [first] = call.arguments;
  const isPart = calledName(call) === 'get' && first?.type === 'Literal' && call.arguments.length === 1;
  return isPart && callee.type === 'MemberExpression' ? callee.object : null;
}

/** What is gone through: `boxes.current` for the parameter in `Object.values(boxes.current).forEach((box) => …)`. */
export function gatheredOf({ parent }: Exclude<FunctionNode, TSESTree.StaticBlock>): Node | null {
  if (parent.type !== 'CallExpression' || !briefMethods.has(calledName(parent) ?? '')) return null;
  const callee = withoutTypes(parent.callee);
  const list = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : null;
  const isOfObject =
    list?.type === 'CallExpression' && /^Object\.(?:entries|values)$/.test(dottedName(list.callee) ?? '');
  const whole = isOfObject ? list.arguments[0] : list;
  // of a list that is written here the elements may be anybody's
  return whole?.type === 'MemberExpression' ? whole : null;
}

/** `tinymce.init({ setup: (editor) => … })`: what is being made with these options. */
export function isOfMaker({ parent }: Exclude<FunctionNode, TSESTree.StaticBlock>): boolean {
  return (
    parent.type === 'Property' &&
    makerOptions.has(keyName(parent.key, parent.computed) ?? '') &&
    parent.parent.parent.type === 'CallExpression'
  );
}

/** `<canvas bind:this={canvas}>` of Svelte. */
export const isBoundElement = ({ references }: Variable, sourceCode: SourceCode): boolean =>
  references.some(({ identifier }) => {
    const { type, range } = identifier.parent as unknown as { readonly type: string; readonly range: TSESTree.Range };
    return type === 'SvelteDirective' && sourceCode.text.slice(...range).startsWith('bind:this');
  });
