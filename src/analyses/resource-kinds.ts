import type { TSESLint } from '@typescript-eslint/utils';
import { resources } from '../catalog/index.ts';
import { genericReleaseMethods } from '../catalog/naming.ts';
import type { AcquiredBy, Confidence, EndsByItself, Release, Resource } from '../catalog/schema.ts';
import { parseUserResources } from '../catalog/user-resources.ts';
import type { Disposability } from '../type-queries/type-queries.ts';

/** What the analyses know about the resource that an acquisition gives: from the catalog, or from its type alone. */
export interface ResourceKind {
  /** The catalog's id; `null` for a type that is known only to be disposable. */
  readonly id: string | null;
  /** With its article: "a file handle". */
  readonly label: string;
  readonly family: Resource['family'];
  readonly release: Release;
  /** Every method of the handle that counts as its release, the disposal symbols included. */
  readonly releaseMethods: ReadonlySet<string>;
  readonly endsByItself: EndsByItself;
  readonly worksUnattended: boolean;
  readonly leaksOnThrow: boolean;
  readonly confidence: Confidence;
  /** The protocols through which `using` can release it; `null` when it has none. */
  readonly disposal: { readonly sync: boolean; readonly async: boolean } | null;
  /** The first Node version whose handle has the protocol, where the types promise it earlier. */
  readonly disposableSince: string | null;
  readonly promised: boolean;
}

/** One way to acquire a catalogued resource. */
export interface KnownAcquisition {
  readonly by: AcquiredBy;
  readonly resource: Resource;
}

/** The catalog and the user's own resources, found by the last name of what is called. */
export type KnownAcquisitions = ReadonlyMap<string, readonly KnownAcquisition[]>;

const disposalMethods = ['Symbol.dispose', 'Symbol.asyncDispose'];

function indexed(entries: readonly Resource[]): KnownAcquisitions {
  const index = new Map<string, KnownAcquisition[]>();
  for (const resource of entries) {
    for (const by of resource.acquiredBy) {
      const path = 'call' in by ? by.call : 'new' in by ? by.new : by.method;
      const name = path.slice(path.lastIndexOf('.') + 1);
      index.set(name, [...(index.get(name) ?? []), { by, resource }]);
    }
  }
  return index;
}

let builtIn: KnownAcquisitions | undefined;
const bySettings = new WeakMap<object, KnownAcquisitions>();

/**
 * The resources that hold for a file.
 * @throws when `settings.leaks.resources` does not fit the catalog's form; the message names the place.
 */
export function knownAcquisitions(settings: TSESLint.SharedConfigurationSettings): KnownAcquisitions {
  const own = (settings['leaks'] as { resources?: unknown } | undefined)?.resources;
  if (own === undefined) return (builtIn ??= indexed(resources));
  const key = typeof own === 'object' && own !== null ? own : settings;
  let known = bySettings.get(key);
  if (!known) {
    const added = parseUserResources(own);
    const replaced = new Set(added.map(({ id }) => id));
    known = indexed([...resources.filter(({ id }) => !replaced.has(id)), ...added]);
    bySettings.set(key, known);
  }
  return known;
}

const kinds = new WeakMap<Resource, ResourceKind>();

/** A catalogued resource as the analyses see it. */
export function catalogedKind(resource: Resource): ResourceKind {
  let kind = kinds.get(resource);
  if (!kind) {
    const { release, disposal } = resource;
    kind = {
      ...resource,
      releaseMethods: new Set([
        ...(release.form === 'self' ? release.methods : []),
        ...(release.form === 'self' ? genericReleaseMethods : []),
        ...disposalMethods,
      ]),
      endsByItself: resource.endsByItself ?? {},
      disposal: disposal ? { sync: disposal.symbol === 'dispose', async: disposal.symbol === 'asyncDispose' } : null,
      disposableSince: disposal?.node ?? null,
      promised: resource.promised ?? false,
    };
    kinds.set(resource, kind);
  }
  return kind;
}

/** A resource of which only the type is known. @param name the type's name, for the message */
export function disposableKind(
  name: string | null,
  disposability: Disposability,
  confidence: Confidence,
): ResourceKind {
  const { sync, async } = disposability;
  return {
    id: null,
    label: name === null ? 'a disposable' : `a disposable \`${name}\``,
    family: 'resource',
    release: {
      form: 'self',
      methods: [sync ? 'Symbol.dispose' : 'Symbol.asyncDispose'],
      ...(sync ? {} : { async: true }),
    },
    releaseMethods: new Set([...genericReleaseMethods, ...disposalMethods]),
    endsByItself: {},
    worksUnattended: false,
    leaksOnThrow: false,
    confidence,
    disposal: { sync, async },
    disposableSince: null,
    promised: disposability.promised,
  };
}
