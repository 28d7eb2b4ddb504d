/**
 * The one door behind `npm start` and `npm test`. It runs on any Node from 18,
 * without dependencies, and hands over to the command's own file only when the
 * right Node, the right Yarn and the locked dependencies are there.
 */
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { inspectToolchain, runAgain } from './toolchain.mjs';

const COMMANDS = {
  start: () => import('./start.mjs'),
  test: () => import('./test.mjs'),
  bench: () => import('./bench.mjs'),
  chaos: () => import('./chaos.mjs'),
  fuzz: () => import('./fuzz.mjs'),
  'reset-demo': () => import('./reset-demo.mjs'),
};

/** These need nothing but Node itself. */
const BARE_COMMANDS = ['reset-demo'];

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const load = COMMANDS[name];
  if (!load) {
    console.error(
      `Usage: npm run ${Object.keys(COMMANDS).join(' | npm run ')}`,
    );
    return 2;
  }
  if (!BARE_COMMANDS.includes(name)) {
    const toolchain = inspectToolchain();
    if (toolchain.kind === 'impossible') {
      console.error(
        `Callboard cannot run here: ${toolchain.reason}, even after npm was asked for both.`,
      );
      return 1;
    }
    if (toolchain.kind === 'bring') {
      console.log(`${toolchain.reason}: npm brings the right one.`);
      return runAgain([fileURLToPath(import.meta.url), name, ...args]);
    }
    await ensureInstalled();
  }
  const command = await load();
  return command.run(args);
}

/**
 * npm runs us under a shell that does not pass signals on. When it is gone,
 * nobody is left to stop us: end as if asked to.
 */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      process.kill(process.pid, 'SIGTERM');
    }
  }, 500).unref();
}

endWithParent();
main().then(
  code => process.exit(code),
  error => {
    console.error(error.userMessage ?? error);
    process.exit(1);
  },
);
