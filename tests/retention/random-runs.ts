/**
 * How many random programs are run, and from which seed on. `npm test` runs the same programs every time, so that it
 * judges the change and not the day; the script `prove` sets LEAKS_PROGRAMS and tries others each time. LEAKS_SEED
 * repeats what a report names.
 */
const { LEAKS_PROGRAMS: programs, LEAKS_SEED: first } = process.env;

export const runs = Number(programs ?? '500');
export const seed = Number(first ?? (programs === undefined ? '1' : String(Date.now() % 1_000_000)));
