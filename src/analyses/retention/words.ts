/** The words of a name in camel or snake case, in lower case: `currentUserId` is current, user, id. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export const firstWordOf = (name: string): string => wordsOf(name)[0] ?? '';
export const lastWordOf = (name: string): string => wordsOf(name).at(-1) ?? '';
