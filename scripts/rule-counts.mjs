/**
 * What rules ask and look at, counted: the same on every machine.
 *
 * - `nodes`: nodes whose children are looked up by walks of our own; ESLint's walk, which all rules share, is left out
 * - `queries`: calls of TypeScript's checker, directly or through the parser's services
 *
 * What is known of a file or a type stays known: of rules that ask the same, the first in the list pays for all.
 */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

/** Counts for the rule that runs at the moment. */
let current = null;
const count = (what) => {
  if (current) current[what]++;
};

/** A program whose checker is counted; a new one each time, as what is known of types is kept by the program. */
function countedProgram(program) {
  const checker = new Proxy(program.getTypeChecker(), {
    get(target, name) {
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? (...args) => (count('queries'), value.apply(target, args)) : value;
    },
  });
  return new Proxy(program, {
    get: (target, name) => (name === 'getTypeChecker' ? () => checker : Reflect.get(target, name)),
  });
}

const countingParser = (shown) => ({
  meta: { name: 'counting', version: '1' },
  parseForESLint(code, options) {
    const result = parser.parseForESLint(code, options);
    const visitorKeys = new Proxy(result.visitorKeys, {
      get: (target, name) => (count('nodes'), Reflect.get(target, name)),
    });
    if (!shown) return { ...result, visitorKeys };
    const services = {
      ...result.services,
      program: shown,
      getTypeAtLocation: (node) => (count('queries'), result.services.getTypeAtLocation(node)),
      getSymbolAtLocation: (node) => (count('queries'), result.services.getSymbolAtLocation(node)),
    };
    return { ...result, visitorKeys, services };
  },
});

/** The rule, with all that it does counted for it. */
function countedRule(rule, counts) {
  const during =
    (work) =>
    (...args) => {
      current = counts;
      try {
        return work(...args);
      } finally {
        current = null;
      }
    };
  const create = (context) =>
    Object.fromEntries(
      Object.entries(rule.create(context)).map(([selector, listener]) => [selector, during(listener)]),
    );
  return { meta: rule.meta, create: during(create) };
}

/**
 * Lints some files, in that order, and counts for each rule.
 * @param rules the entries of a config by the names of the rules, `leaks/…`
 */
export function countsOf(files, { cwd, plugin, rules, program, settings = {} }) {
  const counts = Object.fromEntries(Object.keys(rules).map((name) => [name, { nodes: 0, queries: 0 }]));
  const counted = Object.fromEntries(
    Object.entries(counts).map(([name, own]) => {
      const rule = name.replace('leaks/', '');
      return [rule, countedRule(plugin.rules[rule], own)];
    }),
  );
  const config = [
    {
      files: ['**'],
      languageOptions: {
        parser: countingParser(program && countedProgram(program)),
        parserOptions: program ? { programs: [program] } : { ecmaFeatures: { jsx: true } },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      plugins: { leaks: { rules: counted } },
      rules,
      settings,
    },
  ];
  let lines = 0;
  for (const { code, filename } of files) {
    const messages = new Linter({ cwd }).verify(code, config, filename);
    const failure = messages.find(({ fatal }) => fatal);
    if (failure) throw new Error(`${filename}: ${failure.message}`);
    lines += code.split('\n').length;
  }
  return { lines, counts };
}
