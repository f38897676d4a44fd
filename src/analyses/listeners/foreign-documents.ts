import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { contextProperties, frameContents, frameWords, injection, pageGetter } from '../../catalog/documents.ts';
import { classOfThis, isFunction, nameOfFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { namesIn, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether a document or window could be another than the page's: that of a frame, of a window that was opened, of text
 * that was parsed. Errs towards "yes": what a function gives is the page's only where its name says so.
 */
export function couldBeForeign(node: Node, sourceCode: SourceCode, depth = 0): boolean {
  if (depth > 6) return true;
  const value = withoutTypes(node);
  switch (value.type) {
    case 'Identifier': {
      const variable = variableOf(value, sourceCode);
      return variable !== null && variable.defs.length > 0 && couldHoldForeign(variable, sourceCode, depth);
    }
    case 'MemberExpression':
      return couldLeadToForeign(value, sourceCode, depth);
    case 'CallExpression':
      return couldGiveForeign(value, sourceCode);
    case 'LogicalExpression':
      return [value.left, value.right].some((part) => couldBeForeign(part, sourceCode, depth + 1));
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].some((part) => couldBeForeign(part, sourceCode, depth + 1));
    case 'Literal':
    case 'ThisExpression':
      return false;
    default:
      return true;
  }
}

/** `frame.contentDocument`, `this.doc`, `contents.document`; the document of an element is the page's until something names a frame. */
function couldLeadToForeign(member: TSESTree.MemberExpression, sourceCode: SourceCode, depth: number): boolean {
  const name = propertyName(member);
  if (name === null || frameContents.has(name)) return true;
  const object = withoutTypes(member.object);
  if (object.type === 'ThisExpression') return couldFieldBeForeign(member, name, sourceCode, depth);
  if (contextProperties.has(name) && object.type === 'CallExpression')
    return frameWords.test(sourceCode.getText(object));
  if (frameWords.test(sourceCode.getText(object))) return true;
  // only of a window or an element is it known what it leads to, and what a variable holds may come from a frame
  const isVariable = object.type === 'Identifier' || object.type === 'MemberExpression';
  return isVariable && couldComeFromFrame(object, sourceCode, depth + 1);
}

/** An object that was found in a frame: `const body = frame.contentDocument.body`. */
function couldComeFromFrame(object: Node, sourceCode: SourceCode, depth: number): boolean {
  if (depth > 6) return true;
  const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  if (!variable) return false;
  return valuesOf(variable).some((value) => frameWords.test(sourceCode.getText(value)));
}

/** `getDocument()`, `inject(DOCUMENT)`: by its name, and by what its code names. */
function couldGiveForeign(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const name = calledName(call) ?? '';
  if (injection.test(name)) return false;
  if (!pageGetter.test(name)) return true;
  const body = typeQueriesOf(sourceCode).bodyOf(call);
  return body !== null && body !== 'none' && frameWords.test(body.sourceCode.getText(body.node));
}

function couldHoldForeign(variable: Variable, sourceCode: SourceCode, depth: number): boolean {
  const [definition] = variable.defs;
  if (definition?.type === ('Parameter' as never) && isFunction(definition.node))
    return couldBeGivenForeign(variable, definition.node, sourceCode, depth);
  if (definition?.type === ('ImportBinding' as never)) return false;
  const declarator = definition?.node;
  // `for (const doc of documents)`
  if (declarator?.type !== 'VariableDeclarator' || declarator.parent.parent.type.startsWith('For')) return true;
  const [identifier] = variable.identifiers;
  if (declarator.id.type === 'ObjectPattern' && identifier) {
    // `const { document } = view`
    const property = declarator.id.properties.find((one) =>
      namesIn(one.type === 'Property' ? one.value : one).includes(identifier),
    );
    const key = property?.type === 'Property' ? keyName(property.key, property.computed) : null;
    return (
      key === null || frameContents.has(key) || !declarator.init || frameWords.test(sourceCode.getText(declarator.init))
    );
  }
  const values = valuesOf(variable);
  return values.length === 0 || values.some((value) => couldBeForeign(value, sourceCode, depth + 1));
}

const valuesOf = (variable: Variable): readonly Node[] =>
  variable.references.flatMap(({ writeExpr }) => writeExpr ?? []);

/** A parameter: what the constructor and the component are given is the page's, unless a caller here gives something else. */
function couldBeGivenForeign(variable: Variable, home: FunctionNode, sourceCode: SourceCode, depth: number): boolean {
  const [identifier] = variable.identifiers;
  if (!identifier || home.type === 'StaticBlock' || frameWords.test(variable.name)) return true;
  // `contents.forEach(({ document }) => …)`
  if (home.parent.type === 'CallExpression' && home.parent.callee !== home) return true;
  const index = home.params.findIndex((given) => isWithin(identifier, given));
  const name = nameOfFunction(home);
  if (name === null || name === 'constructor') return false;
  const given: Node[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type === 'CallExpression' && calledName(node) === name) given.push(node.arguments[index] ?? node.callee);
    return undefined;
  });
  // `attach(doc)` of somebody else's code: any document; what a component or a hook is given is the page's
  if (given.length === 0 && !/^(?:[A-Z]|use[A-Z])/.test(name)) return true;
  return given.some((value) => value.type !== 'SpreadElement' && isForeignForSure(value, sourceCode, depth + 1));
}

/** What stands at a call need not be looked at closely: only what names a frame says that the parameter is one's. */
const isForeignForSure = (value: Node, sourceCode: SourceCode, depth: number): boolean =>
  /Document|Window|doc$|win$/i.test(sourceCode.getText(value)) && couldBeForeign(value, sourceCode, depth);

/** `this.doc`: any of the values that the class gives the field. */
function couldFieldBeForeign(member: Node, name: string, sourceCode: SourceCode, depth: number): boolean {
  const home = classOfThis(member);
  if (!home) return false;
  let isForeign = false;
  walk(home.body, sourceCode, (node) => {
    const value =
      node.type === 'PropertyDefinition' && keyName(node.key, node.computed) === name
        ? node.value
        : node.type === 'AssignmentExpression' &&
            node.left.type === 'MemberExpression' &&
            node.left.object.type === 'ThisExpression' &&
            propertyName(node.left) === name
          ? node.right
          : node.type === 'MethodDefinition' && node.kind === 'get' && keyName(node.key, node.computed) === name
            ? node.value
            : null;
    if (value)
      isForeign ||= isFunction(value)
        ? frameWords.test(sourceCode.getText(value))
        : couldBeForeign(value, sourceCode, depth + 1);
    return undefined;
  });
  return isForeign;
}
