import type { AcquiredBy, Resource } from './schema.ts';

/** Throws when what was found does not fit. `place` is how a user would write it: `settings.leaks.resources[1].id`. */
type Check = (found: unknown, place: string) => void;
type Fields = Readonly<Record<string, Check>>;

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);
const listed = (values: readonly unknown[]): string => values.map(shown).join(', ');
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fail(place: string, found: unknown, expected: string): never {
  throw new Error(`${place}: found ${shown(found)}; expected ${expected}.`);
}

/** How many letters have to be inserted, deleted or replaced to make one word the other. */
function distanceBetween(one: string, other: string): number {
  let row = [...other, ''].map((_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, otherLetter] of [...other].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === otherLetter ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

/** The end of a message that lists what is allowed; it names the word that a misspelt one is nearest to. */
function allowedInsteadOf(found: unknown, allowed: readonly unknown[]): string {
  const nearest = allowed
    .filter((word) => typeof word === 'string')
    .map((word) => ({ word, distance: distanceBetween(String(found), word) }))
    .sort((one, other) => one.distance - other.distance)[0];
  const question = nearest && nearest.distance <= 2 ? ` Did you mean ${shown(nearest.word)}?` : '';
  return `allowed: ${listed(allowed)}.${question}`;
}

function textLike(pattern: RegExp, expected: string): Check {
  return (found, place) => {
    if (typeof found !== 'string' || !pattern.test(found)) fail(place, found, expected);
  };
}

function oneOf(...allowed: readonly unknown[]): Check {
  return (found, place) => {
    if (!allowed.includes(found))
      throw new Error(`${place}: found ${shown(found)}; ${allowedInsteadOf(found, allowed)}`);
  };
}

function listOf(check: Check): Check {
  return (found, place) => {
    if (!Array.isArray(found) || found.length === 0) return fail(place, found, 'a list that is not empty');
    found.forEach((element, index) => check(element, `${place}[${index}]`));
  };
}

function object(required: Fields, optional: Fields): Check {
  const fields: Fields = { ...required, ...optional };
  const allowed = Object.keys(fields);
  return (found, place) => {
    if (!isRecord(found)) return fail(place, found, 'an object');
    for (const key of Object.keys(found)) {
      if (!allowed.includes(key)) throw new Error(`${place}.${key}: unknown key; ${allowedInsteadOf(key, allowed)}`);
    }
    for (const key of Object.keys(required)) {
      if (!(key in found)) throw new Error(`${place}.${key}: missing.`);
    }
    for (const [key, element] of Object.entries(found)) fields[key]!(element, `${place}.${key}`);
  };
}

const text = textLike(/\S/, 'a text that is not empty');

const acquisitions: Fields = {
  call: object({ call: text }, { from: text }),
  new: object({ new: text }, { from: text }),
  method: object({ method: text, of: text }, { from: text }),
};

const acquisition: Check = (found, place) => {
  if (!isRecord(found)) return fail(place, found, 'an object');
  const [kind, ...others] = Object.keys(acquisitions).filter((key) => key in found);
  if (kind === undefined || others.length > 0)
    return fail(place, found, `exactly one of ${listed(Object.keys(acquisitions))}`);
  acquisitions[kind]!(found, place);
};

const form = oneOf('self', 'function', 'owner', 'disposer');
const releases: Fields = {
  self: object({ form, methods: listOf(text) }, { async: oneOf(true) }),
  function: object({ form, functions: listOf(text) }, { from: text }),
  owner: object({ form, methods: listOf(text) }, {}),
  disposer: object({ form }, { async: oneOf(true) }),
};

const release: Check = (found, place) => {
  if (!isRecord(found)) return fail(place, found, 'an object');
  form(found['form'], `${place}.form`);
  releases[String(found['form'])]!(found, place);
};

const resource = object(
  {
    id: text,
    acquiredBy: (found, place) => (Array.isArray(found) ? listOf(acquisition) : acquisition)(found, place),
    release,
  },
  {
    label: textLike(/^(an?|the) \S/, 'a label with its article, such as "a file handle"'),
    family: oneOf('resource', 'timer'),
    promised: oneOf(true),
    type: text,
    endsByItself: object(
      {},
      { options: listOf(text), iterated: oneOf(true), methods: listOf(text), failing: listOf(text) },
    ),
    worksUnattended: oneOf(true, false),
    leaksOnThrow: oneOf(true, false),
    confidence: oneOf('high', 'medium', 'low'),
    disposal: object(
      { symbol: oneOf('dispose', 'asyncDispose'), node: textLike(/^\d+\.\d+\.\d+$/, 'a version such as "20.4.0"') },
      {},
    ),
  },
);

/** What a checked entry has for certain. */
type Given = Pick<Resource, 'id' | 'release'> & { readonly acquiredBy: AcquiredBy | Resource['acquiredBy'] };

/**
 * What a user gives as `settings.leaks.resources`, complete with defaults. `acquiredBy` may be
 * one object instead of a list.
 * @throws when it does not fit the form of the catalog; the message names the place, what was found and what is allowed.
 */
export function parseUserResources(value: unknown): readonly Resource[] {
  const root = 'settings.leaks.resources';
  if (!Array.isArray(value)) return fail(root, value, 'a list of resources');
  const placeOfId = new Map<string, string>();
  return value.map((found: unknown, index): Resource => {
    const place = `${root}[${index}]`;
    resource(found, place);
    const given = found as Given;
    const earlier = placeOfId.get(given.id);
    if (earlier !== undefined) throw new Error(`${place}.id: ${shown(given.id)} is already the id of ${earlier}.`);
    placeOfId.set(given.id, place);
    return {
      label: `a \`${given.id}\``,
      family: 'resource',
      worksUnattended: false,
      leaksOnThrow: false,
      confidence: 'high',
      ...given,
      acquiredBy: 'length' in given.acquiredBy ? given.acquiredBy : [given.acquiredBy],
    };
  });
}
