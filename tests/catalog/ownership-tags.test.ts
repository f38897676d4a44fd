import { describe, expect, it } from 'vitest';
import { parseOwnershipTags } from '../../src/catalog/ownership-tags.ts';

describe('settings.leaks.tags', () => {
  it('replaces the names of the kind that it lists', () => {
    expect(parseOwnershipTags({ owned: ['owning', 'fresh'] })).toEqual({
      owned: ['owning', 'fresh'],
      borrowed: ['borrowed'],
    });
  });

  it.each([
    ['owned', 'settings.leaks.tags: found "owned"; expected an object of "owned" and "borrowed".'],
    [{ own: ['x'] }, 'settings.leaks.tags.own: unknown key; allowed: "owned", "borrowed".'],
    [{ owned: 'x' }, 'settings.leaks.tags.owned: found "x"; expected a list of tag names without "@".'],
    [{ borrowed: ['@x'] }, 'settings.leaks.tags.borrowed: found ["@x"]; expected a list of tag names without "@".'],
  ])('refuses %j', (given, message) => {
    expect(() => parseOwnershipTags(given)).toThrow(message);
  });
});
