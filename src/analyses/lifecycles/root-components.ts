import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { applicationClass, rootFile, rootSelector } from '../../catalog/lifecycles.ts';
import { decoratorsOf } from '../../syntax/class-syntax.ts';
import { fileNameOf } from '../../syntax/files.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { bootstrappedIn } from '../../type-queries/bootstrapped-classes.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * Whether a component of Angular is the root of its application, which is made once and lives as long as the page,
 * whatever its class has for an end: by its name, its selector, or the code that begins with it. Errs towards "yes".
 */
export function isRootComponent(node: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const decorator = decoratorsOf(node).find(
    ({ expression }) => expression.type === 'CallExpression' && calledName(expression) === 'Component',
  );
  if (!decorator || !node.id) return false;
  const { name } = node.id;
  if (applicationClass.test(name) || rootSelector.test(selectorIn(decorator))) return true;
  return bootstrappedIn(sourceCode.text).includes(name) || typeQueriesOf(sourceCode).bootstrapped?.has(name) === true;
}

function selectorIn({ expression }: TSESTree.Decorator): string {
  const [options] = expression.type === 'CallExpression' ? expression.arguments : [];
  const properties = options?.type === 'ObjectExpression' ? options.properties : [];
  const selector = properties.find(
    (property) => property.type === 'Property' && keyName(property.key, property.computed) === 'selector',
  );
  return selector?.type === 'Property' && selector.value.type === 'Literal' ? String(selector.value.value) : '';
}

/** `App.vue`, `routes/+layout.svelte`: the file of the component in which all others stand. */
export const isRootFile = (sourceCode: TSESLint.SourceCode): boolean => rootFile.test(fileNameOf(sourceCode));
