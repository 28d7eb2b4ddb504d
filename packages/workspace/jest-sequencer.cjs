/**
 * The longest test files first. Without times of an earlier run Jest takes a
 * file's size for its length, and left one that is short to read and minutes
 * long for the end, where one core then waited for it alone.
 */
const Sequencer = require('@jest/test-sequencer').default;

const LONG = [
  /packages[/\\]access-tests[/\\]src[/\\]table[/\\]decisionTable/,
  /packages[/\\](access-tests|chaos)[/\\]/,
  /packages[/\\]backend-outbox[/\\]src[/\\]OrderGate/,
  /(everyChange|\.property|roles|concurrency|demo)\.test\.ts$/,
];

function rank({ path }) {
  const found = LONG.findIndex(pattern => pattern.test(path));
  return found < 0 ? LONG.length : found;
}

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
