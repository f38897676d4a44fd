import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { endOfChain } from '../../syntax/chains.ts';
import { calledName, dottedName } from '../../syntax/names.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import { freeName, nameFor } from '../acquisitions/new-names.ts';
import { dependenceOf } from './dependence.ts';
import { canAwaitAt, isBoundOrProxied, isOfItsProducer, keywordFor } from './using-gates.ts';
import { refusesBoundMethods, runsOnlySince, usingSupportIn, type FileContext } from './using-support.ts';

type Node = TSESTree.Node;

/** A `using` declaration that can take the place of a resource without a name. */
export interface FloatingPlan {
  readonly keyword: 'using' | 'await using';
  readonly name: string;
  /** The expression whose value gets the name. */
  readonly expression: Node;
  readonly statement: TSESTree.Statement;
  /** The whole statement becomes the declaration; otherwise the declaration goes in front of it. */
  readonly isWholeStatement: boolean;
}

/**
 * How a resource that is dropped where it is produced can be held to the end of the block.
 * Errs towards `null`: no edit where the order of evaluation would change, or where something needs the resource later.
 */
export function floatingPlanFor(
  acquisition: Acquisition,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): FloatingPlan | null {
  const { kind, position, isAwaited, couldBeFalsy, producers } = acquisition;
  if (kind.worksUnattended || !kind.disposal || !isAwaited || couldBeFalsy) return null;
  const isGiven = position.at === 'dropped' && position.how === 'argument';
  if (position.at === 'dropped' && !isGiven && position.how !== 'statement') return null;
  // `void create()`, `work(), create()`
  if (/^(Unary|Sequence)Expression$/.test(position.expression.type)) return null;
  // `create().child().read()`: the child could be another one, and would be left open
  if (!isOfItsProducer(acquisition, sourceCode)) return null;
  // `stack.move()` would have to be removed, not kept
  if (kind.releaseMethods.has(calledName(producers[0].node) ?? '')) return null;
  const isWholeStatement = position.expression.parent?.type === 'ExpressionStatement';
  const expression = isWholeStatement ? position.expression : valueOf(producers[0].node);
  const statement = statementEvaluatedFirstBy(expression);
  if (!statement || (statement.parent?.type !== 'BlockStatement' && statement.parent?.type !== 'StaticBlock'))
    return null;
  if (position.at === 'receiver' && dependenceOf(endOfChain(expression), sourceCode) === 'needed') return null;
  // what a callee makes of it could need it
  if (isGiven && expression.parent?.parent?.type !== 'ExpressionStatement') return null;

  const home = functionOf(expression);
  const keyword = keywordFor(kind, canAwaitAt(home, sourceCode));
  if (!keyword) return null;
  if (kind.disposableSince && !runsOnlySince(kind.disposableSince, file.physicalFilename)) return null;
  if (usingSupportIn(sourceCode, file, keyword === 'await using', false) === 'no') return null;
  if (refusesBoundMethods(sourceCode, file.physicalFilename) && isBoundOrProxied(acquisition, sourceCode)) return null;
  const name = freeName(`${isWholeStatement ? '_' : ''}${nameFor(acquisition)}`, expression, sourceCode);
  return name === null ? null : { keyword, name, expression, statement, isWholeStatement };
}

/** What a producer gives once it is awaited. */
function valueOf(producer: Node): Node {
  let value = producer;
  while (value.parent && /^(AwaitExpression|TSNonNullExpression|TSAsExpression)$/.test(value.parent.type))
    value = value.parent;
  return value;
}

/** The statement in which an expression is the first thing that is evaluated. */
function statementEvaluatedFirstBy(expression: Node): TSESTree.Statement | null {
  for (let inner = expression; inner.parent; inner = inner.parent) {
    const outer: Node = inner.parent;
    switch (outer.type) {
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ThrowStatement':
        return outer;
      case 'VariableDeclarator':
        return outer.parent.declarations.length === 1 && outer.parent.parent.type !== 'ForStatement'
          ? outer.parent
          : null;
      case 'MemberExpression':
        if (outer.object !== inner) return null;
        break;
      case 'CallExpression':
      case 'NewExpression':
        // `show(create())`: to look up a name changes nothing
        if (outer.callee !== inner && !(outer.arguments[0] === inner && dottedName(outer.callee) !== null)) return null;
        break;
      case 'TemplateLiteral':
        if (outer.expressions[0] !== inner) return null;
        break;
      case 'BinaryExpression':
        if (outer.left !== inner) return null;
        break;
      case 'AssignmentExpression':
        if (outer.right !== inner || outer.left.type !== 'Identifier' || outer.operator !== '=') return null;
        break;
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        break;
      default:
        return null;
    }
  }
  return null;
}
