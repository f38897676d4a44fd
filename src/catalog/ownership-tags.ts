/** The JSDoc tags by which the declaration of a function says who owns what it gives: `@owned`, `@borrowed`. */
export interface OwnershipTags {
  readonly owned: readonly string[];
  readonly borrowed: readonly string[];
}

export const defaultTags: OwnershipTags = { owned: ['owned'], borrowed: ['borrowed'] };

const root = 'settings.leaks.tags';

/**
 * What a user gives as `settings.leaks.tags`. A list that is left out keeps its usual tag.
 * @throws when it has another form; the message names the place and what was found.
 */
export function parseOwnershipTags(value: unknown): OwnershipTags {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${root}: found ${JSON.stringify(value)}; expected an object of "owned" and "borrowed".`);
  }
  for (const [key, names] of Object.entries(value)) {
    if (!(key in defaultTags)) throw new Error(`${root}.${key}: unknown key; allowed: "owned", "borrowed".`);
    const isListOfNames = Array.isArray(names) && names.every((name) => typeof name === 'string' && /^\w+$/.test(name));
    if (!isListOfNames) {
      throw new Error(`${root}.${key}: found ${JSON.stringify(names)}; expected a list of tag names without "@".`);
    }
  }
  return { ...defaultTags, ...value };
}
