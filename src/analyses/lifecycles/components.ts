import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  componentFrameworks,
  effectName,
  effects,
  endHooks,
  optionEnds,
  optionHooks,
} from '../../catalog/lifecycles.ts';
import { isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { IgnoredPlace, Lifecycle, Owner, ReleasePlace } from './owners.ts';
import { effectOwner } from './effects.ts';
import { hooksBehindAwait, registeredEnds } from './registered-ends.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A component: the function that calls hooks (or a hook or composable that does), the code of `<script setup>` and
 * of a Svelte file, or the object of Vue's options. It ends by the cleanups of its effects and what is registered.
 */
export const componentOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type === 'Program') return isComponentFile(sourceCode) ? component(candidate, sourceCode) : null;
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
    ignoredPlaces: [...ignoredPlaces, ...hooksBehindAwait(node, sourceCode)],
  };
}

/** `<script setup>`, whose code runs for each component; likewise the script of a Svelte component. */
function isComponentFile({ parserServices }: SourceCode): boolean {
  const services = parserServices as { isSvelte?: boolean; getDocumentFragment?: () => VueDocument | null } | undefined;
  if (services?.isSvelte) return true;
  const scripts = services?.getDocumentFragment?.()?.children ?? [];
  return scripts.some(
    ({ name, startTag }) =>
      name === 'script' && (startTag?.attributes.some((attribute) => attribute.key.name === 'setup') ?? false),
  );
}

interface VueDocument {
  readonly children: readonly {
    readonly name?: string;
    readonly startTag?: { readonly attributes: readonly { readonly key: { readonly name: unknown } }[] };
  }[];
}

/** A function that calls hooks in its own code. */
function isComponentFunction(candidate: FunctionNode, sourceCode: SourceCode): boolean {
  const hooks = hooksOf(sourceCode);
  if (hooks.length === 0 || candidate.type === 'StaticBlock' || candidate.parent.type === 'MethodDefinition')
    return false;
  if (effectOwner(candidate, sourceCode)) return false;
  let found = false;
  walk(candidate.body, sourceCode, (node) => {
    if (found || isClass(node) || (isFunction(node) && node !== candidate)) return 'skip';
    if (node.type === 'CallExpression') {
      const name = calledName(node);
      found ||= name !== null && hooks.some((pattern) => pattern.test(name));
    }
    return undefined;
  });
  return found;
}

const hooksByFile = new WeakMap<SourceCode, readonly RegExp[]>();

/** The hooks of the frameworks that a file imports; also of one whose effects it names, where imports are left out. */
function hooksOf(sourceCode: SourceCode): readonly RegExp[] {
  let hooks = hooksByFile.get(sourceCode);
  if (!hooks) {
    const modules = sourceCode.ast.body.flatMap((statement) =>
      statement.type === 'ImportDeclaration' ? [statement.source.value] : [],
    );
    const used = componentFrameworks.filter((framework) => modules.some((module) => framework.modules.test(module)));
    const known = used.length === 0 && namesAnEffect(sourceCode.text) ? componentFrameworks : used;
    hooksByFile.set(sourceCode, (hooks = known.map((framework) => framework.hooks)));
  }
  return hooks;
}

const namesAnEffect = (text: string): boolean =>
  [...effects.keys(), ...endHooks].some((name) => /^(?:use|on|tryOn)[A-Z]/.test(name) && text.includes(`${name}(`)) ||
  text.split(/\W+/).some((word) => effectName.test(word));

/** `export default { created() {…}, beforeUnmount() {…} }` */
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
  const isComponent = members.some(({ name }) => optionHooks.has(name) || optionEnds.includes(name));
  if (!isComponent) return null;
  const ends = optionEnds.flatMap((end) => members.filter(({ name }) => name === end));
  return {
    kind: 'component',
    label: 'the component',
    node: candidate,
    releasePlaces: [
      ...ends.map(({ name, code }) => ({ name: `\`${name}()\``, code })),
      ...registeredEnds(candidate, sourceCode),
    ],
    ignoredPlaces: hooksBehindAwait(candidate, sourceCode),
  };
}
