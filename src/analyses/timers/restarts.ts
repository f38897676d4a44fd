import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { Owner } from '../lifecycles/owners.ts';
import type { Ending } from './endings.ts';
import type { TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type Node = TSESTree.Node;

/**
 * The `await` behind which a timer is started although its owner may have ended meanwhile: nothing between them asks.
 * Errs towards `null`: a condition on anything that the end changes counts as asking.
 */
export function awaitBeforeStart(
  { node }: TimerStart,
  owner: Owner,
  sourceCode: TSESLint.SourceCode,
): TSESTree.AwaitExpression | null {
  const home = functionOf(node);
  if (!isFunction(home) || !('async' in home) || !home.async) return null;
  const awaited: TSESTree.AwaitExpression[] = [];
  const tests: Node[] = [];
  walk(home, sourceCode, (inner) => {
    if (inner !== home && isFunction(inner)) return 'skip';
    if (inner.range[0] >= node.range[0]) return 'skip';
    if (inner.type === 'AwaitExpression' && inner.range[1] <= node.range[0]) awaited.push(inner);
    if ('test' in inner && inner.test) tests.push(inner.test);
    if (inner.type === 'LogicalExpression') tests.push(inner.left);
    return undefined;
  });
  const last = awaited.at(-1);
  if (!last) return null;
  const asked = tests.filter(({ range }) => range[0] > last.range[1]);
  return asksFlagOf(owner, asked, sourceCode) ? null : last;
}

/** Members that a framework calls once in the life of an instance. */
const calledOnce =
  /^(?:constructor|ngOnInit|ngAfterViewInit|ngAfterContentInit|componentDidMount|connectedCallback|firstUpdated|hostConnected|onModuleInit|onApplicationBootstrap|created|mounted|init\w*|setup\w*|build\w*)$/;

/**
 * Whether a method starts a timer over one that may be running: it is called as often as one likes, and neither clears
 * nor asks the field first. Errs towards "no".
 */
export function startsOverRunning(
  { node, place }: TimerStart,
  { releases }: Ending,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (place.at !== 'field' || place.isMany) return false;
  // `this.timer ??= …` asks
  if (place.write.type === 'AssignmentExpression' && place.write.operator !== '=') return false;
  const home = functionOf(node);
  const method = home.parent;
  if (method?.type !== 'MethodDefinition' || method.kind !== 'method') return false;
  const name = keyName(method.key, method.computed);
  if (name === null || name.startsWith('#') || method.accessibility === 'private' || calledOnce.test(name))
    return false;
  if (releases.some((release) => functionOf(release) === home)) return false;
  let isAsked = false;
  walk(home, sourceCode, (inner) => {
    // any condition in front of the start, and any call of the class's own that may stop it
    if (inner.range[0] >= node.range[0]) return 'skip';
    isAsked ||=
      /^(?:IfStatement|ConditionalExpression|LogicalExpression)$/.test(inner.type) ||
      (inner.type === 'CallExpression' &&
        inner.callee.type === 'MemberExpression' &&
        inner.callee.object.type === 'ThisExpression');
    return undefined;
  });
  return !isAsked;
}
