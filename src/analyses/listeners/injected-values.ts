import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { partsOfComponents, serviceName } from '../../catalog/listeners.ts';
import { decoratorsOf } from '../../syntax/class-syntax.ts';
import { classOfThis, isClass } from '../../syntax/functions.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { variableOf } from '../../syntax/variables.ts';

type Node = TSESTree.Node;

/**
 * Whether what Angular hands to a component could be a part of the components around it (a parent, a form, a host),
 * which is made and ended together with it, and is no service. Errs towards "yes": only names say what a service is.
 */
export function couldBeOfParent(given: Node, sourceCode: TSESLint.SourceCode): boolean {
  const home = classOfThis(given);
  if (!home || !decoratorsOf(home).some(isOfComponent)) return false;
  if (given.type === 'CallExpression') {
    const [token, options] = given.arguments;
    const isNear = options?.type === 'ObjectExpression' && options.properties.some(isNearOption);
    return isNear || token === undefined || !isService(token, sourceCode);
  }
  const parameter = given.type === 'TSParameterProperty' ? given.parameter : given;
  const binding = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const decorators = given.type === 'TSParameterProperty' ? decoratorsOf(given) : [];
  const written = [...decorators, ...('decorators' in binding ? decoratorsOf(binding) : [])];
  if (written.some((decorator) => /\b(?:Host|SkipSelf|Self|forwardRef)\b/.test(sourceCode.getText(decorator))))
    return true;
  const type = binding.type === 'Identifier' ? binding.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSTypeReference' && !isService(type.typeName, sourceCode);
}

/** `{ host: true }`: looked for in the components around this one. */
const isNearOption = (property: TSESTree.ObjectLiteralElement): boolean =>
  property.type === 'Property' && /^(?:host|self|skipSelf)$/.test(keyName(property.key, property.computed) ?? '');

function isService(token: Node, sourceCode: TSESLint.SourceCode): boolean {
  // `inject(forwardRef(() => Parent))`
  if (token.type !== 'Identifier') return false;
  const node = variableOf(token, sourceCode)?.defs[0]?.node;
  if (node && isClass(node)) return !decoratorsOf(node).some(isOfComponent);
  const origin = originOf(token, sourceCode);
  const name = origin?.path.split('.').at(-1) || token.name;
  if (serviceName.test(name) || /^[A-Z\d_]+$/.test(name)) return true;
  return origin?.module != null && !origin.module.startsWith('.') && !partsOfComponents.test(name);
}

const isOfComponent = ({ expression }: TSESTree.Decorator): boolean =>
  expression.type === 'CallExpression' && /^(?:Component|Directive|Pipe)$/.test(calledName(expression) ?? '');
