import type { TSESLint } from '@typescript-eslint/utils';
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import { rememberFileName } from './syntax/files.ts';

/** What a rule says of itself beyond ESLint's own fields. Presets and pages are computed from it. */
export interface RuleDocs<Options extends readonly unknown[] = readonly unknown[]> {
  readonly description: string;
  /** In `recommended` (and therefore also in `strict`), in `strict` only, or in none but `all`. */
  readonly preset: 'recommended' | 'strict' | 'opt-in';
  /** What type information does for the rule. */
  readonly types: 'required' | 'better' | 'not needed';
  /** The options that the strict presets set. */
  readonly strictOptions?: Options;
  /** For tools that print rule tables; both follow from the fields above. */
  readonly recommended?: boolean;
  readonly requiresTypeChecking?: boolean;
}

/** A rule of this plugin, its name included. */
export type LeakRule<
  MessageIds extends string = string,
  Options extends readonly unknown[] = readonly unknown[],
> = TSESLint.RuleModule<MessageIds, Options, RuleDocs<Options>> & { readonly name: string };

interface RuleDefinition<MessageIds extends string, Options extends readonly unknown[]> {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs<Options>, Options>, 'docs' | 'defaultOptions'> & {
    readonly docs: RuleDocs<Options>;
    /** Absent exactly when the rule has no options. */
    readonly defaultOptions?: Options;
  };
  create(
    context: Readonly<TSESLint.RuleContext<MessageIds, Options>>,
    options: Readonly<Options>,
  ): TSESLint.RuleListener;
}

const creator = RuleCreator<RuleDocs>(
  (name) => `https://github.com/eslint-plugin-leaks/eslint-plugin-leaks/blob/main/docs/rules/${name}.md`,
);

const typesMissing =
  'This preset needs type information, and the parser gives none for this file. Set `languageOptions.parserOptions.projectService` and see that a tsconfig.json includes the file, or use the preset without `TypeChecked` for it.';

/** Files of which one rule has already said that they have no types. */
const toldOf = new WeakSet<object>();

/**
 * Makes a rule: adds the address of its page, what rule tables print, and, for the presets that count on types,
 * one report a file that has none.
 */
export function createRule<MessageIds extends string, const Options extends readonly unknown[]>(
  definition: RuleDefinition<MessageIds, Options>,
): LeakRule<MessageIds, Options> {
  const { docs, messages } = definition.meta;
  // ESLint has filled in the defaults: what the creator makes would copy them anew for each rule and file
  const create = (context: Parameters<typeof definition.create>[0]): TSESLint.RuleListener => {
    const { sourceCode, settings } = context;
    rememberFileName(sourceCode, context.physicalFilename);
    const wanted = (settings['leaks'] as { types?: unknown } | undefined)?.types;
    if (wanted === 'required' && !sourceCode.parserServices?.program && !toldOf.has(sourceCode)) {
      toldOf.add(sourceCode);
      context.report({ loc: { line: 1, column: 0 }, messageId: 'typesMissing' as MessageIds });
    }
    return definition.create(context, context.options);
  };
  const rule = creator({
    ...definition,
    create,
    meta: {
      ...definition.meta,
      messages: { ...messages, typesMissing },
      docs: {
        ...docs,
        recommended: docs.preset === 'recommended',
        requiresTypeChecking: docs.types === 'required',
      },
    },
  } as never);
  return { ...(rule as object), create } as never;
}
