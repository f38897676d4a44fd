// Runs inside the V8 that knows `using` (see v8.ts), with --experimental-vm-modules.
// Each line of input is a question, each line of output its answer: an error's text or null.
import readline from 'node:readline';
import vm from 'node:vm';

const parse = {
  module: (code) => new vm.SourceTextModule(code),
  script: (code) => new vm.Script(code),
  // What Node puts around a CommonJS file.
  commonjs: (code) => vm.compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname']),
};

readline.createInterface({ input: process.stdin }).on('line', (question) => {
  const { code, kind } = JSON.parse(question);
  let answer = null;
  try {
    parse[kind](code);
  } catch (error) {
    answer = String(error);
  }
  console.log(JSON.stringify(answer));
});
