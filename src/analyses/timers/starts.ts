import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { numberOf } from '../../syntax/constants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { knownAcquisitions, type ResourceKind } from '../acquisitions/resource-kinds.ts';
import { loopOf, type Loop } from './loops.ts';
import { placeOf, type TimerPlace } from './places.ts';
import { timerKindAt } from './timer-calls.ts';

/**
 * A call that starts a timer: what it is, where its handle goes, and whether it goes on by itself.
 * Errs towards "once": a timer goes on when it is an interval, or is seen to start itself again.
 */
export interface TimerStart {
  readonly node: TSESTree.CallExpression;
  readonly kind: ResourceKind;
  /** The kind as messages name it: "a timeout that starts itself again". */
  readonly label: string;
  readonly place: TimerPlace;
  readonly isInterval: boolean;
  /** Whether it has been told to wait: `setTimeout(f)`, `setTimeout(f, 0)` and frames run at the next occasion. */
  readonly isDelayed: boolean;
  /** Told to wait for a tenth of a second or more, or for a time that is not settled here. */
  readonly isLong: boolean;
  readonly loop: Loop | null;
  /** The function that it calls; `null` when that is not written here. */
  readonly callback: TSESTree.Node | null;
}

const startsByFile = new WeakMap<TSESLint.SourceCode, readonly TimerStart[]>();

/** Every timer that a file starts, in source order. Computed once a file. */
export function findTimerStarts(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly TimerStart[] {
  let starts = startsByFile.get(sourceCode);
  if (!starts) startsByFile.set(sourceCode, (starts = computeStarts(sourceCode, settings)));
  return starts;
}

function computeStarts(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly TimerStart[] {
  const known = knownAcquisitions(settings);
  const timers = new Set(
    [...known].filter(([, ways]) => ways.some(({ resource }) => resource.family === 'timer')).map(([name]) => name),
  );
  if (![...timers].some((name) => sourceCode.text.includes(name))) return [];
  const isRenamed = /\bas\b/.test(sourceCode.text);
  const starts: TimerStart[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'CallExpression') return;
    if (!isRenamed && !timers.has(calledName(node) ?? '')) return;
    const kind = timerKindAt(node, known, sourceCode);
    if (kind) starts.push(startOf(node, kind, sourceCode));
  });
  return starts;
}

function startOf(node: TSESTree.CallExpression, kind: ResourceKind, sourceCode: TSESLint.SourceCode): TimerStart {
  const isInterval = kind.id === 'timer/interval';
  const loop = isInterval ? null : loopOf(node, sourceCode);
  const isFrame = kind.id === 'timer/animation-frame' || kind.id === 'timer/video-frame';
  const [callback] = node.arguments;
  return {
    node,
    kind,
    label: !loop ? kind.label : isFrame ? 'an animation frame loop' : `${kind.label} that starts itself again`,
    place: placeOf(node, kind, sourceCode),
    isInterval,
    isDelayed: isInterval || isToldToWait(node, kind),
    isLong: isInterval || (isToldToWait(node, kind) && (delayOf(node, sourceCode) ?? 100) >= 100),
    loop,
    callback: callback ? (isFunction(callback) ? callback : functionNamed(callback, sourceCode)) : null,
  };
}

/** The delay that a timer is told, in milliseconds; `null` where it is not settled here. */
export const delayOf = (
  { arguments: [, delay] }: TSESTree.CallExpression,
  sourceCode: TSESLint.SourceCode,
): number | null => (delay ? numberOf(delay, sourceCode) : null);

/** The same, where nobody says otherwise: what a variable or a parameter begins with, `timeout ?? 60_000`. */
export function usualDelayOf(call: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): number | null {
  const [, delay] = call.arguments;
  if (!delay) return null;
  const value = withoutTypes(delay);
  if (value.type === 'LogicalExpression') return numberOf(value.right, sourceCode);
  const definition = variableOf(value, sourceCode)?.defs[0];
  const declared = definition?.node.type === 'VariableDeclarator' ? definition.node.init : null;
  const byDefault = definition?.name.parent?.type === 'AssignmentPattern' ? definition.name.parent.right : null;
  return numberOf(declared ?? byDefault ?? value, sourceCode);
}

/** A delay that is neither absent nor written as zero or next to it. */
function isToldToWait({ arguments: [, delay] }: TSESTree.CallExpression, { id }: ResourceKind): boolean {
  if (id === 'timer/debounced-function') return true;
  if (id !== 'timer/timeout' || !delay) return false;
  const value = withoutTypes(delay);
  return value.type !== 'Literal' || (typeof value.value === 'number' && value.value > 10);
}
