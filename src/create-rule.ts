import type { TSESLint } from '@typescript-eslint/utils';
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';

/** What a rule says of itself beyond ESLint's own fields. Presets and pages are computed from it. */
export interface RuleDocs<Options extends readonly unknown[] = readonly unknown[]> {
  readonly description: string;
  /** In `recommended` (and therefore also in `strict`), or in `strict` only. */
  readonly preset: 'recommended' | 'strict';
  /** What type information does for the rule. */
  readonly types: 'required' | 'better' | 'not needed';
  /** The options that the strict presets set. */
  readonly strictOptions?: Options;
  /** For tools that print rule tables; both follow from the fields above. */
  readonly recommended?: boolean;
  readonly requiresTypeChecking?: boolean;
}

/** A rule of this plugin, its name included. */
export type LeakRule<MessageIds extends string = string, Options extends readonly unknown[] = readonly unknown[]> =
  TSESLint.RuleModule<MessageIds, Options, RuleDocs<Options>> & { readonly name: string };

interface RuleDefinition<MessageIds extends string, Options extends readonly unknown[]> {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs<Options>, Options>, 'docs' | 'defaultOptions'> & {
    readonly docs: RuleDocs<Options>;
    readonly defaultOptions: Options;
  };
  create(context: Readonly<TSESLint.RuleContext<MessageIds, Options>>, options: Readonly<Options>): TSESLint.RuleListener;
}

const creator = RuleCreator<RuleDocs>(
  (name) => `https://github.com/eslint-plugin-leaks/eslint-plugin-leaks/blob/main/docs/rules/${name}.md`,
);

/** Makes a rule: adds the address of its page and what rule tables print, both from what `meta` already says. */
export function createRule<MessageIds extends string, const Options extends readonly unknown[]>(
  definition: RuleDefinition<MessageIds, Options>,
): LeakRule<MessageIds, Options> {
  const { docs } = definition.meta;
  return creator({
    ...definition,
    meta: {
      ...definition.meta,
      docs: {
        ...docs,
        recommended: docs.preset === 'recommended',
        requiresTypeChecking: docs.types === 'required',
      },
    },
  } as never) as never;
}
