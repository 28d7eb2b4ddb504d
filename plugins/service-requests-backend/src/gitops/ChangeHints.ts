import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

const SETTLE_MS = 50;

/**
 * Tells listeners that references may have changed: at once for what was done
 * here, and a moment later for what other processes (another backend, somebody
 * who pushes into the directory) have done, as far as the file system says so.
 */
export class ChangeHints {
  readonly #heads: string;
  readonly #changes: string;
  readonly #listeners = new Set<() => void>();
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #telling: NodeJS.Immediate | undefined;

  private constructor(directory: string) {
    this.#heads = join(directory, 'refs', 'heads');
    this.#changes = join(this.#heads, 'changes');
  }

  static create(directory: string): ChangeHints {
    return new ChangeHints(directory);
  }

  add(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    if (!this.#watchers.size) {
      this.#watch(this.#heads);
      this.#watch(this.#changes);
    }
    return () => {
      this.#listeners.delete(own);
      if (!this.#listeners.size) {
        this.stop();
      }
    };
  }

  /** Calls back soon, outside whatever is being done. */
  tell(): void {
    this.#telling ??= setImmediate(() => {
      this.#telling = undefined;
      for (const listener of [...this.#listeners]) {
        listener();
      }
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const watcher of this.#watchers.values()) {
      watcher.close();
    }
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (folder === this.#heads && name === 'changes') {
          // git removes a folder with its last reference, and makes it anew.
          this.#watch(this.#changes);
        }
        if (!name?.endsWith('.lock')) {
          this.#timer ??= setTimeout(() => {
            this.#timer = undefined;
            this.tell();
          }, SETTLE_MS).unref();
        }
      });
      watcher.on('error', () => watcher.close());
      this.#watchers.set(folder, watcher);
    } catch {
      // The folder is not there now. A hint that is missing costs time, nothing else.
    }
  }
}
