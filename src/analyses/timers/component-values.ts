import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  emitters,
  givesFromOutside,
  givesStore,
  objectMakers,
  ownHooks,
  refMakers,
  runes,
} from '../../catalog/late-acts.ts';
import { calledName, dottedName, withoutTypes } from '../../syntax/names.ts';
import { isClass } from '../../syntax/functions.ts';
import { isModuleLevel, onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { isOfEachComponent } from '../lifecycles/components.ts';
import { frameworkEndOf } from '../lifecycles/framework-classes.ts';
import { ownersAt, type Owner } from '../lifecycles/owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** What is known of the component around a place. */
export interface Component {
  /** The functions that are components, hooks or composables around it. */
  readonly functions: readonly Node[];
  /** What it shows is in the fields of `this`: Angular, Lit, custom elements, Vue's options. */
  readonly isOfFields: boolean;
}

export function componentAround(node: Node, sourceCode: SourceCode): Component {
  const owners = ownersAt(node, sourceCode);
  return {
    functions: owners.flatMap((owner) => (owner.kind === 'component' ? [owner.node] : [])),
    isOfFields: owners.some((owner) => {
      if (owner.kind === 'component') return owner.node.type === 'ObjectExpression';
      return isClass(owner.node) && !/^(?:null|componentWillUnmount)$/.test(frameworkEndOf(owner) ?? 'null');
    }),
  };
}

/** Whether an owner is a component, a part of one, or an element: frameworks make many of them, and end them. */
export const isOfComponent = (owner: Owner): boolean =>
  owner.kind === 'effect' ||
  (owner.kind === 'component' && owner.label === 'the component') ||
  (owner.kind === 'instance' && frameworkEndOf(owner) !== null);

/** What a name stands for in a component: what is its own, what it shows, and what it has from others. */
export type ValueHome =
  | 'local'
  | 'outside'
  | 'state setter'
  | 'state'
  | 'ref state'
  | 'object state'
  | 'ref of a parameter'
  | 'emitter'
  | 'store'
  | 'svelte store';

/** Errs towards `'local'`. */
export function homeOfValue(name: TSESTree.Identifier, component: Component, sourceCode: SourceCode): ValueHome {
  // `$count`, which stands for a store in Svelte's files
  if (/^\$[a-z]/i.test(name.name) && isOfEachComponent(name, sourceCode)) return 'svelte store';
  const variable = variableOf(name, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return 'local';
  if (definition.type === ('Parameter' as never)) {
    if (!component.functions.includes(definition.node)) return 'local';
    return emitters.test(name.name) ? 'emitter' : 'outside';
  }
  if (definition.type === ('ImportBinding' as never))
    return /^(?:\w*Store|store)$/.test(name.name) && !/^[A-Z]/.test(name.name) ? 'store' : 'local';
  if (definition.node.type !== 'VariableDeclarator') return 'local';
  if (isExported(definition.node)) return isOfEachComponent(definition.node, sourceCode) ? 'outside' : 'local';
  return homeOfDeclared(variable, definition.node, component, sourceCode);
}

/** `export let onDone;`: a prop of Svelte 4. */
const isExported = ({ parent }: TSESTree.VariableDeclarator): boolean =>
  parent.parent?.type === 'ExportNamedDeclaration';

function homeOfDeclared(
  variable: Variable,
  declarator: TSESTree.VariableDeclarator,
  component: Component,
  sourceCode: SourceCode,
): ValueHome {
  // what the module has is nobody's state
  if (isModuleLevel(variable) && !isOfEachComponent(declarator, sourceCode)) return 'local';
  const init = declarator.init && withoutTypes(declarator.init);
  if (!init) return isSvelte4State(variable, sourceCode) ? 'state' : 'local';
  const isOnly = onlyDeclaratorOf(variable) !== null;
  if (init.type === 'Identifier' || init.type === 'MemberExpression') {
    // `const { onClose } = props`, `const close = props.onClose`
    let first: Node = init;
    while (first.type === 'MemberExpression') first = withoutTypes(first.object);
    const isGiven =
      isOnly &&
      first.type === 'Identifier' &&
      first.name !== variable.name &&
      homeOfValue(first, component, sourceCode) === 'outside';
    if (isGiven) return 'outside';
  }
  if (init.type !== 'CallExpression') return isSvelte4State(variable, sourceCode) ? 'state' : 'local';
  const called = dottedName(init.callee)?.startsWith('$') ? dottedName(init.callee)! : (calledName(init) ?? '');
  if (runes.test(called)) return 'state';
  if (declarator.id.type === 'ArrayPattern' && /^(?:use(?:State|Reducer)|createSignal|createStore)$/.test(called))
    return declarator.id.elements[1] === variable.identifiers[0] ? 'state setter' : 'outside';
  if (called === '$props') return 'outside';
  if (!isOnly) return isSvelte4State(variable, sourceCode) ? 'state' : 'local';
  if (refMakers.test(called)) return 'ref state';
  if (objectMakers.test(called)) return 'object state';
  if (called === 'useRef') return isRefOfParameter(init, component, sourceCode) ? 'ref of a parameter' : 'local';
  if (givesStore.test(called)) return 'store';
  if (emitters.test(called)) return 'emitter';
  return givesFromOutside.test(called) && !ownHooks.test(called) ? 'outside' : 'local';
}

function isRefOfParameter(
  { arguments: [value] }: TSESTree.CallExpression,
  component: Component,
  sourceCode: SourceCode,
): boolean {
  return value?.type === 'Identifier' && homeOfValue(value, component, sourceCode) === 'outside';
}

/** `let open = false;` of a component without runes, which shows what it is given. */
const isSvelte4State = (variable: Variable, sourceCode: SourceCode): boolean =>
  isModuleLevel(variable) &&
  (sourceCode.parserServices as { isSvelte?: boolean } | undefined)?.isSvelte === true &&
  !/\$(?:state|props|derived|effect)\b/.test(sourceCode.text);
