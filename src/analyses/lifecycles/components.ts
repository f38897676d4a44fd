import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  componentFrameworks,
  effectName,
  effects,
  optionEnds,
  hookName,
  optionHooks,
  optionsOfCode,
  otherOptions,
  sharedScopes,
} from '../../catalog/components.ts';
import { endHooks } from '../../catalog/lifecycles.ts';
import { topStatements } from '../../syntax/files.ts';
import { functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { IgnoredPlace, Lifecycle, Owner, ReleasePlace } from './owners.ts';
import { effectOwner } from './effects.ts';
import { droppedByHooks } from './ignored-ends.ts';
import { factoryOwner } from './factories.ts';
import { hooksBehindAwait, registeredEnds } from './registered-ends.ts';
import { isRootFile } from './root-components.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A component: the function that calls hooks (or a hook or composable that does), the code of `<script setup>` and
 * of a Svelte file, or the object of Vue's options. It ends by the cleanups of its effects and what is registered.
 */
export const componentOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type === 'Program')
    return isComponentFile(sourceCode) && !isRootFile(sourceCode) ? component(candidate, sourceCode) : null;
  if (candidate.type === 'ObjectExpression') return optionsComponent(candidate, sourceCode);
  if (!isFunction(candidate) || candidate.type === 'StaticBlock') return null;
  return isComponentFunction(candidate, sourceCode) ? component(candidate, sourceCode) : null;
};

function component(node: Node, sourceCode: SourceCode): Owner {
  return { kind: 'component', label: 'the component', node, ...endsIn(node, sourceCode) };
}

function endsIn(node: Node, sourceCode: SourceCode): Pick<Owner, 'releasePlaces' | 'ignoredPlaces'> {
  const releasePlaces: ReleasePlace[] = [];
  const ignoredPlaces: IgnoredPlace[] = [];
  walk(node, sourceCode, (inner) => {
    const owner = effectOwner(inner, sourceCode);
    releasePlaces.push(...(owner?.releasePlaces ?? []));
    ignoredPlaces.push(...(owner?.ignoredPlaces ?? []));
    return undefined;
  });
  return {
    releasePlaces: [...releasePlaces, ...registeredEnds(node, sourceCode)],
    ignoredPlaces: [...ignoredPlaces, ...droppedByHooks(node, sourceCode), ...hooksBehindAwait(node, sourceCode)],
  };
}

/** `<script setup>`, whose code runs for each component; likewise the script of a Svelte component. */
function isComponentFile({ parserServices }: SourceCode): boolean {
  const services = parserServices as FileServices | undefined;
  return services?.isSvelte === true || scriptsOf(services).some((script) => hasAttribute(script, 'setup'));
}

/** Whether code of a component's file runs once for the program: that of a module script, or beside `<script setup>`. */
export function isOfModule(node: Node, { parserServices }: SourceCode): boolean {
  for (let outer: Node | undefined = node; outer; outer = outer.parent) {
    if ((outer.type as string) !== 'SvelteScriptElement') continue;
    const script = outer as unknown as ScriptElement;
    return hasAttribute(script, 'module') || hasAttribute(script, 'context');
  }
  const script = scriptsOf(parserServices).find(({ range }) => range[0] <= node.range[0] && node.range[1] <= range[1]);
  return script !== undefined && !hasAttribute(script, 'setup');
}

/** Top-level code of a component's file that runs for each component: what it declares lives as long as that one. */
export const isOfEachComponent = (node: Node, sourceCode: SourceCode): boolean =>
  isComponentFile(sourceCode) && !isOfModule(node, sourceCode);

interface FileServices {
  readonly isSvelte?: boolean;
  readonly getDocumentFragment?: () => { readonly children: readonly ScriptElement[] } | null;
}

/** A `<script>` as the parsers of Vue's and Svelte's files give it. */
interface ScriptElement {
  readonly name?: unknown;
  readonly range: readonly [number, number];
  readonly startTag?: { readonly attributes: readonly { readonly key?: { readonly name: unknown } }[] };
}

const scriptsOf = (services: unknown): readonly ScriptElement[] =>
  ((services as FileServices | undefined)?.getDocumentFragment?.()?.children ?? []).filter(
    ({ name }) => name === 'script',
  );

const hasAttribute = ({ startTag }: ScriptElement, name: string): boolean =>
  startTag?.attributes.some(({ key }) => key?.name === name) ?? false;

/** A function that calls hooks in its own code. */
function isComponentFunction(candidate: FunctionNode, sourceCode: SourceCode): boolean {
  const hooks = hooksOf(sourceCode);
  if (hooks === null || candidate.type === 'StaticBlock' || candidate.parent.type === 'MethodDefinition') return false;
  if (effectOwner(candidate, sourceCode) || isSharedScope(candidate)) return false;
  if (isSetup(candidate, hooks.states.length > 0)) return true;
  const isComposable =
    hooks.states.length > 0 && hookName.test(nameOf(candidate)) && !factoryOwner(candidate, sourceCode);
  let found = false;
  walk(candidate.body, sourceCode, (node) => {
    if (found || isClass(node) || (isFunction(node) && node !== candidate)) return 'skip';
    if (node.type === 'CallExpression') {
      const name = calledName(node);
      found ||=
        name !== null &&
        (hooks.patterns.some((pattern) => pattern.test(name)) ||
          (isComposable && hooks.states.some((pattern) => pattern.test(name))));
    }
    return undefined;
  });
  return found;
}

/** `createRoot(() => {…})` and `createApp({ setup() {…} })` at the top level, which nobody disposes. */
function isSharedScope({ parent }: FunctionNode): boolean {
  const isOption = parent?.type === 'Property' && parent.parent.type === 'ObjectExpression';
  const call = isOption ? parent.parent.parent : parent;
  return (
    call?.type === 'CallExpression' && sharedScopes.has(calledName(call) ?? '') && functionOf(call).type === 'Program'
  );
}

/** `defineComponent({ setup() {…} })`; in a file that uses Vue also `export default { setup() {…} }`, or what a library calls it. */
function isSetup({ parent }: FunctionNode, isOfVue: boolean): boolean {
  if (parent?.type !== 'Property' || keyName(parent.key, parent.computed) !== 'setup') return false;
  const options = parent.parent;
  const { parent: user } = options;
  if (user.type === 'ExportDefaultDeclaration') return isOfVue;
  if (user.type !== 'CallExpression') return false;
  if (calledName(user) === 'defineComponent') return true;
  return isOfVue && options.type === 'ObjectExpression' && namesOf(options).some((name) => otherOptions.has(name));
}

const namesOf = ({ properties }: TSESTree.ObjectExpression): readonly string[] =>
  properties.flatMap((property) =>
    property.type === 'Property' ? (keyName(property.key, property.computed) ?? []) : [],
  );

/** `useClock` of a function declaration, or of a constant that holds the function. */
function nameOf(candidate: FunctionNode): string {
  const name = 'id' in candidate && candidate.id ? candidate.id : candidate.parent;
  const id = name.type === 'VariableDeclarator' ? name.id : name;
  return id.type === 'Identifier' ? id.name : '';
}

interface Hooks {
  readonly patterns: readonly RegExp[];
  readonly states: readonly RegExp[];
}

const hooksByFile = new WeakMap<SourceCode, Hooks | null>();

/** The hooks of the frameworks that a file imports; also of one whose effects it names, where imports are left out. */
function hooksOf(sourceCode: SourceCode): Hooks | null {
  let hooks = hooksByFile.get(sourceCode);
  if (hooks === undefined) {
    const modules = topStatements(sourceCode).flatMap((statement) =>
      statement.type === 'ImportDeclaration' ? [statement.source.value] : [],
    );
    const used = componentFrameworks.filter((framework) => modules.some((module) => framework.modules.test(module)));
    const known = used.length === 0 && namesAnEffect(sourceCode.text) ? componentFrameworks : used;
    const patterns = known.map((framework) => framework.hooks);
    const states = used.flatMap(({ state }) => state ?? []);
    hooksByFile.set(sourceCode, (hooks = patterns.length > 0 ? { patterns, states } : null));
  }
  return hooks;
}

const namesAnEffect = (text: string): boolean =>
  [...effects.keys(), ...endHooks].some((name) => /^(?:use|on|tryOn)[A-Z]/.test(name) && text.includes(`${name}(`)) ||
  text.split(/\W+/).some((word) => effectName.test(word));

/** `export default { created() {…}, beforeUnmount() {…} }`, `Base.extend({ data, watch: {…} })` */
function optionsComponent(candidate: TSESTree.ObjectExpression, sourceCode: SourceCode): Owner | null {
  const { parent } = candidate;
  const isGiven =
    parent.type === 'ExportDefaultDeclaration' ||
    (parent.type === 'CallExpression' && /^(?:defineComponent|component|extend|mixin)$/.test(calledName(parent) ?? ''));
  if (!isGiven) return null;
  const members = candidate.properties.flatMap((property) => {
    const name = property.type === 'Property' ? keyName(property.key, property.computed) : null;
    return property.type === 'Property' && name !== null ? [{ name, code: property.value }] : [];
  });
  const names = namesOf(candidate);
  const hasHooks = names.some((name) => optionHooks.has(name) || optionEnds.includes(name));
  const codeOptions = names.filter((name) => optionsOfCode.has(name));
  const isMade = codeOptions.length > 1 || (codeOptions.length > 0 && names.some((name) => otherOptions.has(name)));
  if (!hasHooks && !isMade) return null;
  const ends = optionEnds.flatMap((end) => members.filter(({ name }) => name === end));
  return {
    kind: 'component',
    label: 'the component',
    node: candidate,
    releasePlaces: [
      ...ends.map(({ name, code }) => ({ name: `\`${name}()\``, code })),
      ...registeredEnds(candidate, sourceCode),
    ],
    ignoredPlaces: [...droppedByHooks(candidate, sourceCode), ...hooksBehindAwait(candidate, sourceCode)],
  };
}
