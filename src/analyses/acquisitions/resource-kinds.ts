import type { TSESLint } from '@typescript-eslint/utils';
import { exhaustReceiver } from '../../catalog/callees.ts';
import { resources } from '../../catalog/index.ts';
import { genericReleaseMethods } from '../../catalog/naming.ts';
import type { AcquiredBy, Confidence, EndsByItself, Release, Resource } from '../../catalog/schema.ts';
import { defaultTags, parseOwnershipTags, type OwnershipTags } from '../../catalog/ownership-tags.ts';
import { parseUserResources } from '../../catalog/user-resources.ts';
import type { Disposability } from '../../type-queries/type-queries.ts';

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
export interface KnownAcquisitions extends ReadonlyMap<string, readonly KnownAcquisition[]> {
  /** The names of the JSDoc tags by which a declaration says who owns what it gives. */
  readonly tags: OwnershipTags;
}

const disposalMethods = ['Symbol.dispose', 'Symbol.asyncDispose'];

function indexed(entries: readonly Resource[], tags: OwnershipTags): KnownAcquisitions {
  const index = new Map<string, KnownAcquisition[]>();
  for (const resource of entries) {
    for (const by of resource.acquiredBy) {
      const path = 'call' in by ? by.call : 'new' in by ? by.new : by.method;
      const name = path.slice(path.lastIndexOf('.') + 1);
      index.set(name, [...(index.get(name) ?? []), { by, resource }]);
    }
  }
  return Object.assign(index, { tags });
}

let builtIn: KnownAcquisitions | undefined;
const bySettings = new WeakMap<object, KnownAcquisitions>();

/**
 * The resources that hold for a file.
 * @throws when `settings.leaks.resources` or `settings.leaks.tags` has not the form it must have; the message names the place.
 */
export function knownAcquisitions(settings: TSESLint.SharedConfigurationSettings): KnownAcquisitions {
  const own = settings['leaks'] as { resources?: unknown; tags?: unknown } | undefined;
  if (own?.resources === undefined && own?.tags === undefined) return (builtIn ??= indexed(resources, defaultTags));
  let known = bySettings.get(own);
  if (!known) {
    const added = own.resources === undefined ? [] : parseUserResources(own.resources);
    const replaced = new Set(added.map(({ id }) => id));
    const tags = own.tags === undefined ? defaultTags : parseOwnershipTags(own.tags);
    known = indexed([...resources.filter(({ id }) => !replaced.has(id)), ...added], tags);
    bySettings.set(own, known);
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

/** One set for all of them: what is known of a callee is kept for each set of methods. */
const methodsOfDisposables: ReadonlySet<string> = new Set([...genericReleaseMethods, ...disposalMethods]);

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
    releaseMethods: methodsOfDisposables,
    // `for await` closes what it reads, and so do the methods that stand for it
    endsByItself: disposability.isAsyncIterable ? { iterated: true, methods: exhaustReceiver } : {},
    worksUnattended: false,
    leaksOnThrow: false,
    confidence,
    disposal: { sync, async },
    disposableSince: null,
    promised: disposability.promised,
  };
}
