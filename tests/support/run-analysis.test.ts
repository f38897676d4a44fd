import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { analyse } from './run-analysis.ts';

describe('analyse', () => {
  it('asks about the code as a rule would see it', () => {
    expect(analyse('const a = 1;', ({ scopeManager }) => scopeManager?.scopes.length)).toBe(2);
  });

  it('has types only when asked to', () => {
    expect(analyse('1', ({ parserServices }) => parserServices?.program)).toBeNull();
    expect(
      analyse('1', ({ parserServices }) => parserServices?.program?.getTypeCount(), { typed: true }),
    ).toBeGreaterThan(0);
  });

  it('knows the types of the environment, and of no other', () => {
    const knows = (name: string, typed: 'node' | 'dom' | 'everything'): boolean =>
      analyse(
        '',
        ({ parserServices }) => {
          const file = parserServices?.program?.getSourceFiles().find(({ fileName }) => fileName.endsWith('file.ts'));
          return !!parserServices?.program?.getTypeChecker().resolveName(name, file, ts.SymbolFlags.Value, false);
        },
        { typed },
      );
    expect([knows('process', 'node'), knows('document', 'node')]).toEqual([true, false]);
    expect([knows('process', 'dom'), knows('document', 'dom')]).toEqual([false, true]);
    expect([knows('process', 'everything'), knows('document', 'everything')]).toEqual([true, true]);
  });

  it('passes an error of the question on, and says when code cannot be read', () => {
    expect(() =>
      analyse('1', () => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(() => analyse('const', () => 1)).toThrow('The code could not be read: Parsing error');
  });
});
