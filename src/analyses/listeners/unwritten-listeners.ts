import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { decoratorsOf } from '../../syntax/class-syntax.ts';
import { classOfThis } from '../../syntax/functions.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { walk } from '../../syntax/walk.ts';
import { lineageOf, owningClassOf } from '../classes/class-members.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether a listener is read from a member that has no value for sure: `this._onResize` of a class that calls it
 * `this.onResize`, `editor.changed` where it was put into `editor[changed]`. Goes by all that the file names so; errs
 * towards "it has one", which other files may have given it.
 */
export function isNeverGiven(listener: Node, sourceCode: SourceCode): boolean {
  const member = withoutTypes(listener);
  if (member.type !== 'MemberExpression' || member.computed) return false;
  const name = propertyName(member);
  if (name === null || isNamedElsewhere(name, sourceCode)) return false;
  return member.object.type === 'ThisExpression'
    ? isOfKnownClass(member.object, sourceCode)
    : isMeantAsKey(member.object, name, sourceCode);
}

/** Whether any token could be a declaration of such a member, a write to it, or its name in a text. */
function isNamedElsewhere(name: string, sourceCode: SourceCode): boolean {
  const bare = name.replace(/^#/, '');
  return (sourceCode.ast.tokens ?? []).some((token) => {
    const text = token.value.replace(/^["'`#]|["'`]$/g, '');
    if (text !== bare) return false;
    const node = sourceCode.getNodeByRangeIndex(token.range[0]);
    if (!node?.parent || isSymbolName(node)) return false;
    if (node.parent.type === 'MemberExpression' && node.parent.property === node) return isWrittenAt(node.parent);
    return (
      node.type !== 'Identifier' ||
      /^(?:Property|PropertyDefinition|MethodDefinition|AssignmentPattern|TS\w+)$/.test(node.parent.type)
    );
  });
}

/** `Symbol('changed')` */
const isSymbolName = ({ parent }: Node): boolean =>
  parent?.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Symbol';

/** `a.b = …`, `a.b++`, `[a.b] = …`, `delete a.b`; a computed member names a variable. */
function isWrittenAt(member: TSESTree.MemberExpression): boolean {
  if (member.computed && member.property.type === 'Identifier') return false;
  const { parent } = member;
  return (
    (parent.type === 'AssignmentExpression' && parent.left === member) ||
    /^(?:UpdateExpression|ArrayPattern|AssignmentPattern|RestElement|ForOfStatement|ForInStatement)$/.test(
      parent.type,
    ) ||
    (parent.type === 'Property' && parent.parent.type === 'ObjectPattern')
  );
}

/** A class that gets its members from itself alone: no base out of sight, nothing that writes members by computed names. */
function isOfKnownClass(self: Node, sourceCode: SourceCode): boolean {
  const node = classOfThis(self);
  if (!node || decoratorsOf(node).length > 0 || lineageOf(owningClassOf(node), sourceCode).hasOtherBase) return false;
  let isWritten = false;
  walk(node, sourceCode, (inner) => {
    // `Object.assign(this, …)`, `autoBind(this)`
    isWritten ||=
      inner.type === 'ThisExpression' &&
      ((inner.parent.type === 'CallExpression' &&
        inner.parent.arguments.includes(inner) &&
        !isListening(inner.parent)) ||
        (inner.parent.type === 'MemberExpression' && inner.parent.computed && isWrittenTo(inner.parent)));
    return undefined;
  });
  return !isWritten;
}

const isWrittenTo = ({ parent }: Node): boolean => parent?.type === 'AssignmentExpression';

/** `this.run.bind(this)`, `target.addEventListener('x', this)`: what gets the instance does not give it members. */
const isListening = (call: TSESTree.CallExpression): boolean =>
  /^(?:bind|call|apply|on|once|off|(?:add|remove)(?:Event)?Listener|push|add|set|delete|has)$/.test(
    calledName(call) ?? '',
  );

/** The same object has a member of which the key is a variable of this name. */
function isMeantAsKey(object: Node, name: string, sourceCode: SourceCode): boolean {
  const key = keyOf(object, sourceCode);
  let isUsed = false;
  walk(sourceCode.ast, sourceCode, (node) => {
    isUsed ||=
      node.type === 'MemberExpression' &&
      node.computed &&
      node.property.type === 'Identifier' &&
      node.property.name === name &&
      keyOf(node.object, sourceCode) === key;
    return undefined;
  });
  return key !== null && isUsed;
}
