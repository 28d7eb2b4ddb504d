import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Under `STATE_DIR`, or `.callboard/receivers/<name>` where it was started. */
export function stateDir(name) {
  const dir = path.resolve(
    process.env.STATE_DIR ?? path.join('.callboard', 'receivers', name),
  );
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** Whole or not at all, also when the power fails. */
export async function writeWhole(file, content, mode = 0o600) {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/**
 * State in one JSON file. Updates run one after the other, each on a draft that
 * replaces the state once it is on the disk: an update that throws leaves
 * nothing behind. Enough for one process; several need a database.
 */
export class Store {
  #file;
  #state;
  #last = Promise.resolve();

  /** `initial` names what a new file contains. */
  static open(file, initial) {
    return new Store(file, { ...initial, ...readJson(file) });
  }

  constructor(file, state) {
    this.#file = file;
    this.#state = state;
  }

  /** What holds now; not to be changed. */
  get state() {
    return this.#state;
  }

  /** Runs `change(draft)` after those before it, and keeps the draft. */
  update(change) {
    const result = this.#last.then(async () => {
      const draft = structuredClone(this.#state);
      const answer = await change(draft);
      await writeWhole(this.#file, `${JSON.stringify(draft, undefined, 2)}\n`);
      this.#state = draft;
      return answer;
    });
    this.#last = result.catch(() => {});
    return result;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') {
      return {};
    }
    throw new Error(`${file} cannot be read: ${error.message}`);
  }
}
