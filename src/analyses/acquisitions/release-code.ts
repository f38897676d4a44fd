import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import type { Acquisition } from './acquisitions.ts';

/**
 * The statement that releases a resource, as it would be written at the place where it was acquired:
 * `client.release();`, `await file.close();`, `fs.closeSync(fd);`.
 * @returns `null` when it cannot be written there: nothing to await it in, a function that is not imported
 */
export function releaseCode(
  { kind, producers, couldBeNullish }: Acquisition,
  handle: string,
  canAwait: boolean,
  sourceCode: TSESLint.SourceCode,
): string | null {
  const { release } = kind;
  const isAsync = 'async' in release && release.async;
  if (isAsync && !canAwait) return null;
  const awaited = isAsync ? 'await ' : '';
  const access = couldBeNullish ? '?.' : '.';
  switch (release.form) {
    case 'self': {
      const [method] = release.methods;
      const isSymbol = method.startsWith('Symbol.');
      const member = isSymbol ? `${couldBeNullish ? '?.' : ''}[${method}]` : `${access}${method}`;
      return `${awaited}${handle}${member}();`;
    }
    case 'disposer':
      return `${awaited}${handle}${couldBeNullish ? '?.' : ''}();`;
    case 'function': {
      if (couldBeNullish) return null;
      const callee = siblingFunction(producers[0].node, release.functions[0], release.from ?? null, sourceCode);
      return callee && `${callee}(${handle});`;
    }
    case 'owner': {
      const callee = withoutTypes(producers[0].node.callee);
      if (couldBeNullish || callee.type !== 'MemberExpression' || !/^[\w$.]+$/.test(sourceCode.getText(callee.object)))
        return null;
      return `${sourceCode.getText(callee.object)}.${release.methods[0]}(${handle});`;
    }
  }
}

/** How a function is called that comes from the same place as the one that acquires: a global, or another export of the namespace. */
function siblingFunction(
  acquiring: TSESTree.CallExpression | TSESTree.NewExpression,
  name: string,
  module: string | null,
  sourceCode: TSESLint.SourceCode,
): string | null {
  const callee = withoutTypes(acquiring.callee);
  if (module === null) return name;
  if (callee.type === 'MemberExpression' && !name.includes('.')) return `${sourceCode.getText(callee.object)}.${name}`;
  const imported = sourceCode.scopeManager?.scopes
    .flatMap(({ variables }) => variables)
    .find((variable) => {
      const [identifier] = variable.identifiers;
      const origin = variable.name === name && identifier ? originOf(identifier, sourceCode) : null;
      return origin?.path === name;
    });
  return imported ? name : null;
}
