// Run by the Node that is asked about: which of the given classes have which disposal symbol?
import { argv } from 'node:process';

const answers = {};
for (const { id, module, type } of JSON.parse(argv[2])) {
  const exported = module === undefined ? globalThis : await import(module).catch(() => ({}));
  const prototype = exported[type]?.prototype;
  answers[id] = prototype
    ? ['dispose', 'asyncDispose'].filter((symbol) => Symbol[symbol] !== undefined && Symbol[symbol] in prototype)
    : null;
}
console.log(JSON.stringify({ node: process.versions.node, answers }));
