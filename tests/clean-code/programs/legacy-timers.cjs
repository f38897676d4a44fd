'use strict';

const fs = require('fs');

/** @type {NodeJS.Timeout | null} */
let timer = null;

exports.start = function start() {
  if (timer === null) timer = setInterval(tick, 1000);
};

exports.stop = function stop() {
  if (timer !== null) clearInterval(timer);
  timer = null;
};

function tick() {
  const descriptor = fs.openSync('ticks', 'a');
  try {
    fs.writeSync(descriptor, '.');
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * @param {string} path
 * @param {(error: Error | null, text?: string) => void} done
 */
exports.readStart = function readStart(path, done) {
  fs.open(path, 'r', (error, descriptor) => {
    if (error) {
      done(error);
      return;
    }
    const buffer = Buffer.alloc(80);
    fs.read(descriptor, buffer, 0, buffer.length, 0, (readError, bytes) => {
      fs.close(descriptor, () => {
        done(readError, buffer.toString('utf8', 0, bytes));
      });
    });
  });
};
