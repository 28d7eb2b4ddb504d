import { spawn } from 'node:child_process';
import readline from 'node:readline';

const START_MS = 15_000;

/**
 * Starts a receiver or a fake device and waits until it says where it listens.
 *
 * @returns {Promise<{ url: string, stop: (signal?: string) => Promise<void> }>}
 */
export async function startProgram(file, env, onLine = () => {}) {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise(resolve => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const lines = [];
  let timer;
  try {
    const url = await new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        readline.createInterface({ input: stream }).on('line', line => {
          lines.push(line);
          onLine(line);
          const match = /listens on (http:\S+)/.exec(line);
          if (match) {
            resolve(match[1]);
          }
        });
      }
      const fail = why =>
        reject(new Error(`${file} ${why}: ${lines.join('\n')}`));
      exit.then(code => fail(`ended with ${code}`));
      timer = setTimeout(() => fail('said nothing in time'), START_MS);
    });
    return {
      url,
      stop: async (signal = 'SIGTERM') => {
        child.kill(signal);
        await exit;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
