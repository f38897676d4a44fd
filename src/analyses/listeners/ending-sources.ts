import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endingOperator, endingSource, endingSourceCalls, endingSourceTypes } from '../../catalog/subscriptions.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, withoutTypes } from '../../syntax/names.ts';
import { isSameModule, packageOf } from '../../syntax/origins.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { subscriptionSourceOf, type Operator } from './subscription-sources.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** Whether what an operator subscribes to ends by itself: `no` only where it is known to go on. */
export type InnerEnd = 'yes' | 'no' | 'unknown';

/** Of what a flattening operator is given: `switchMap((id) => this.http.get(id))`, `mergeWith(this.ticks)`. */
export function innerEndOf({ call }: Operator, sourceCode: SourceCode): InnerEnd {
  const sources = call.arguments.flatMap((argument, index) => {
    const value = withoutTypes(argument);
    if (isFunction(value)) return index === 0 ? resultsOf(value, sourceCode) : [];
    return [value];
  });
  return worst(sources.map((source) => endOf(source, sourceCode, 0)));
}

function worst(ends: readonly InnerEnd[]): InnerEnd {
  if (ends.length === 0 || ends.includes('unknown')) return ends.includes('no') ? 'no' : 'unknown';
  return ends.includes('no') ? 'no' : 'yes';
}

/** What a function returns. */
function resultsOf(code: Node, sourceCode: SourceCode): readonly Node[] {
  if (code.type === 'ArrowFunctionExpression' && code.body.type !== 'BlockStatement') return [code.body];
  const results: Node[] = [];
  walk(code, sourceCode, (node) => {
    if (node !== code && isFunction(node)) return 'skip';
    if (node.type === 'ReturnStatement' && node.argument) results.push(node.argument);
    return undefined;
  });
  return results;
}

/** Of a source by what is written of it: the answer of a request, what `pipe(take(1))` cuts off. */
export function endOf(node: Node, sourceCode: SourceCode, depth = 0): InnerEnd {
  const source = withoutTypes(node);
  if (depth > 4) return 'unknown';
  switch (source.type) {
    case 'ConditionalExpression':
      return worst([source.consequent, source.alternate].map((part) => endOf(part, sourceCode, depth + 1)));
    case 'ArrayExpression':
      return 'yes';
    case 'Identifier': {
      const variable = variableOf(source, sourceCode);
      const init = variable && onlyDeclaratorOf(variable)?.init;
      if (init) return endOf(init, sourceCode, depth + 1);
      break;
    }
    case 'CallExpression':
      return endOfCall(source, sourceCode, depth);
    default:
  }
  return endByKind(source, sourceCode);
}

function endOfCall(call: TSESTree.CallExpression, sourceCode: SourceCode, depth: number): InnerEnd {
  const callee = withoutTypes(call.callee);
  if (callee.type === 'MemberExpression' && calledName(call) === 'pipe') {
    const isCut = call.arguments.some(
      (argument) => argument.type === 'CallExpression' && endingOperator.test(calledName(argument) ?? ''),
    );
    return isCut ? 'yes' : endOf(callee.object, sourceCode, depth + 1);
  }
  if (callee.type === 'Identifier' && endingSourceCalls.has(callee.name)) return 'yes';
  const types = typeQueriesOf(sourceCode);
  if (callee.type === 'MemberExpression') {
    const names = types.typeNamesOf(callee.object) ?? [];
    const isOfClient = names.some(({ name, module }) =>
      endingSourceTypes.some(
        (row) => row.name === name && module !== null && isSameModule(row.from, packageOf(module)),
      ),
    );
    if (isOfClient || endingSource.test(dottedName(callee.object) ?? '')) return 'yes';
  }
  const code = types.bodyOf(call);
  const body =
    code === null || code === 'none' ? null : code.node.type === 'MethodDefinition' ? code.node.value : code.node;
  if (code !== null && code !== 'none' && body !== null && isFunction(body)) {
    const results = resultsOf(body, code.sourceCode);
    const end = worst(results.map((result) => endOf(result, code.sourceCode, depth + 1)));
    if (end !== 'unknown') return end;
  }
  return endByKind(call, sourceCode);
}

/** A promise; or what is known of sources that are subscribed to. */
function endByKind(source: Node, sourceCode: SourceCode): InnerEnd {
  if (endingSource.test(dottedName(source) ?? '') || typeQueriesOf(sourceCode).isThenable(source) === true)
    return 'yes';
  const { hasEnd, lifetime } = subscriptionSourceOf(source, sourceCode);
  return hasEnd || lifetime === 'unknown' ? 'unknown' : 'no';
}
