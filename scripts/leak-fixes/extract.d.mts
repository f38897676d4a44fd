export interface Item {
  id: string;
  repository: string;
  fix: string;
  parent: string;
  path: string;
}
export function gitFolderOf(repository: string, clones: string): string | null;
export function extract(item: Item, side: 'before' | 'after', git: string, to: string): boolean;
export function importsOf(text: string, file: string, tree: ReadonlySet<string>): string[];
