const emittedWarnings = new Set<string>();

/** Each text once: there are as many as the program has. */
export function emitWarningOnce(message: string): void {
  if (emittedWarnings.has(message)) return;
  emittedWarnings.add(message);
  process.emitWarning(message, { code: 'DEPRECATED' });
}

const announced = new Map<string, boolean>();

export function deprecateOnce(message: string): void {
  if (!announced.get(message)) {
    announced.set(message, true);
    process.emitWarning(message, 'DeprecationWarning');
  }
}
