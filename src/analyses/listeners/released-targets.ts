import type { TSESLint } from '@typescript-eslint/utils';
import { genericReleaseMethods } from '../../catalog/naming.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { walk } from '../../syntax/walk.ts';

const keysByFile = new WeakMap<TSESLint.SourceCode, ReadonlySet<string>>();

/** The keys of the objects that the file closes, destroys or empties of listeners. Errs towards "released": by name, wherever it stands. */
export function releasedTargets(sourceCode: TSESLint.SourceCode): ReadonlySet<string> {
  let keys = keysByFile.get(sourceCode);
  if (!keys) {
    const found = new Set<string>();
    walk(sourceCode.ast, sourceCode, (node) => {
      if (node.type !== 'CallExpression') return undefined;
      const callee = withoutTypes(node.callee);
      if (callee.type !== 'MemberExpression' || !genericReleaseMethods.has(propertyName(callee) ?? ''))
        return undefined;
      const key = keyOf(callee.object, sourceCode);
      if (key !== null) found.add(key);
      return undefined;
    });
    keysByFile.set(sourceCode, (keys = found));
  }
  return keys;
}
