import { readFileSync, watch } from 'node:fs';

/** What can be ordered, read anew whenever the file changes. */
export class Menu {
  private articles: string[] = [];

  constructor(file: string) {
    this.articles = readArticles(file);
    watch(file, () => {
      this.articles = readArticles(file);
    });
  }

  offers(article: string): boolean {
    return this.articles.includes(article);
  }

  close(): void {
    this.articles = [];
  }
}

function readArticles(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split('\n');
}
