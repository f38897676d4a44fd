/** A block of code on a page. Its first line is a comment that says what it is. */
export interface Sample {
  readonly language: 'ts' | 'tsx' | 'js' | 'jsx';
  /** What the comment says: `reported`, `fine`, `after the fix` … */
  readonly mark: string;
  /** The comment ends with `, runs`: the sample is executed, and what it leaves behind is compared with its mark. */
  readonly isRun: boolean;
  /** Everything below the comment. */
  readonly code: string;
  /** The line of the page on which the code begins. */
  readonly line: number;
}

/** The blocks of TypeScript and JavaScript on a page, in their order. */
export function samplesIn(page: string): readonly Sample[] {
  const blocks = page.matchAll(/^```(?<language>[tj]sx?)\n(?<block>[^]*?)^```$/gmu);
  return Array.from(blocks, ({ groups, index }) => {
    const { language = '', block = '' } = groups ?? {};
    const [, mark = '', runs, code = ''] = /^\/\/ (.*?)(, runs)?\n([^]*)$/u.exec(block) ?? [];
    return {
      language: language as Sample['language'],
      mark,
      isRun: runs !== undefined,
      code,
      line: page.slice(0, index).split('\n').length + 2,
    };
  });
}
