/**
 * The text of a function of so many statements, a tenth of which open a file descriptor that is held to the end:
 * branches, early returns, loops, exceptions and closures in between, as in code that grew.
 */
export function longFunction(statements) {
  const groups = Array.from({ length: Math.round(statements / 10) }, (_, n) =>
    [
      `  const fd${n} = fs.openSync(paths[${n}]);`,
      `  let size${n} = fs.fstatSync(fd${n}).size;`,
      `  if (size${n} === 0) size${n} = read(fd${n});`,
      `  if (size${n} > ${n}) return size${n};`,
      `  for (const path of paths) {`,
      `    if (path === '') continue;`,
      `    size${n} += measure(path);`,
      `  }`,
      `  write(size${n});`,
      n % 2 === 0 ? `  later(() => fs.closeSync(fd${n}));` : `  if (size${n} < 0) fs.closeSync(fd${n});`,
    ].join('\n'),
  );
  return `import fs from 'node:fs';
function read(fd) { return fs.readSync(fd, new Uint8Array(8)); }
export function work(paths, measure, write, report, later) {
${groups.join('\n')}
}
`;
}
