import type { Resource } from './schema.ts';
export function parseUserResources(value: unknown): readonly Resource[] {
  return value as Resource[];
}
