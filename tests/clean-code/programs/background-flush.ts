const pending: string[] = [];

function flush(): void {
  for (const line of pending.splice(0)) console.log(line);
}

// For the life of the program, which it does not prolong.
setInterval(flush, 5000).unref();

const sweep = setInterval(() => {
  if (pending.length > 1000) flush();
}, 60_000);
sweep.unref();

process.on('exit', flush);

export function log(line: string): void {
  pending.push(line);
}

/** Started by whoever wants it, and nobody has to wait for it. */
export function flushOften(): void {
  const timer = setInterval(flush, 100);
  timer.unref();
}
