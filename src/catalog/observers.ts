/** Observers of the platform, by the global constructor, and whether they watch something that they are given. */
export const observers: ReadonlyMap<string, { readonly label: string; readonly watchesTarget: boolean }> = new Map([
  ['ResizeObserver', { label: 'a resize observer', watchesTarget: true }],
  ['IntersectionObserver', { label: 'an intersection observer', watchesTarget: true }],
  ['MutationObserver', { label: 'a mutation observer', watchesTarget: true }],
  ['PerformanceObserver', { label: 'a performance observer', watchesTarget: false }],
  ['ReportingObserver', { label: 'a reporting observer', watchesTarget: false }],
  ['PressureObserver', { label: 'a pressure observer', watchesTarget: false }],
]);

/** Methods that end what an observer watches. */
export const observerEnds: ReadonlySet<string> = new Set(['disconnect', 'unobserve']);
