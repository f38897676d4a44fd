/** The rules about memory that stays, and all their options at the strictest. */
export function retentionRules({ configs }) {
  const { rules } = configs.all;
  return Object.fromEntries(names.map((name) => [`leaks/${name}`, rules[`leaks/${name}`]]));
}

const names = [
  'no-growing-collection',
  'no-large-closure-capture',
  'no-retained-catch-error',
  'no-retained-slice',
  'no-retaining-promise',
  'no-retaining-wrapper',
  'no-shared-closure-context',
  'no-stale-timer-handle',
  'no-unread-error-retention',
  'react-callback-chain',
  'release-before-await',
];
