import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { textOf } from './source-files.ts';

const messages = Object.entries(leaks.rules).flatMap(([rule, { meta }]) =>
  Object.entries(meta.messages).map(([id, text]) => ({ rule, id, text })),
);

describe.each(messages)('the message $id of $rule', ({ rule, id, text }) => {
  it('has an id that names the finding', () => {
    expect(id).toMatch(/^[a-z]+(?:[A-Z][a-z]*)*$/u);
    expect(id).not.toMatch(/^(?:default|unexpected|forbidden|error|invalid|problem|message|report)$/u);
  });

  it('is a sentence', () => {
    expect(text).toMatch(/^[A-Z`'{][^]*\.$/u);
  });

  it('occurs in a test of the rule', () => {
    expect(textOf(`tests/rules/${rule}.test.ts`)).toMatch(new RegExp(`\\b${id}\\b`, 'u'));
  });
});

describe.each(Object.entries(leaks.rules))('the description of %s', (_, { meta }) => {
  it('completes the sentence "this rule exists to …"', () => {
    expect(meta.docs?.description).toMatch(/^(?:Require|Disallow|Enforce)\b.*[^.]$/u);
  });
});
