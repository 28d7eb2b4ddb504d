import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KeyRing } from './KeyRing';
import type { Tip } from './types';

const FILE = /^heads-.*\.jsonl$/;
const INTERVAL_MS = 30_000;

/** The chain ended here, once. */
export interface Head {
  position: number;
  hash: string;
  /** Entries that were in the log then, without those that had been purged. */
  count: number;
  /** RFC 3339, by the clock of the backend that wrote it. */
  at: string;
}

/** A line of a head file. `head` is absent where it is not what was signed. */
export interface HeadLine {
  file: string;
  line: number;
  head?: Head;
}

/**
 * Keeps signed heads outside the database: in a file of its own for each start
 * of a backend, to which lines are only ever added, so that several backends can
 * share a directory and the directory can lie on storage that forbids changes.
 * Each line is on the disk (fsync) before it counts as written, and is logged as
 * well. At most one in 30 s, and one at each purge and at shutdown.
 *
 * A head says what the chain was at one moment; since every hash covers all that
 * came before, one head vouches for everything up to it. What it shows is an
 * older state of the database, or a chain that somebody who has the key signed
 * anew. What came after the newest head is not covered by it.
 */
export class HeadKeeper {
  readonly #directory: string | undefined;
  readonly #file: string;
  readonly #keys: KeyRing;
  readonly #logger: LoggerService;
  readonly #intervalMs: number;
  #written = 0;
  #latest: Tip | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #writtenAt = -Infinity;

  static create(options: {
    directory?: string;
    keys: KeyRing;
    logger: LoggerService;
    intervalMs?: number;
  }): HeadKeeper {
    return new HeadKeeper(options);
  }

  private constructor(options: Parameters<typeof HeadKeeper.create>[0]) {
    this.#directory = options.directory;
    this.#keys = options.keys;
    this.#logger = options.logger;
    this.#intervalMs = options.intervalMs ?? INTERVAL_MS;
    const name = hostname().replace(/[^A-Za-z0-9.-]/g, '_');
    const start = new Date().toISOString().replace(/[:.]/g, '-');
    this.#file = `heads-${name}-${start}-${randomBytes(3).toString('hex')}.jsonl`;
  }

  get kept(): boolean {
    return this.#directory !== undefined;
  }

  /** The chain ends here now; it is written when its time has come. */
  note(tip: Tip): void {
    if (!this.#latest || tip.position >= this.#latest.position) {
      this.#latest = tip;
    }
    if (this.#timer || tip.position <= this.#written) {
      return;
    }
    const wait = Math.max(
      0,
      this.#writtenAt + this.#intervalMs - performance.now(),
    );
    this.#timer = setTimeout(() => void this.write().catch(() => {}), wait);
    this.#timer.unref();
  }

  /** Writes the newest head now, where it is not written yet. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const run = this.#writing.then(() => this.#writeLatest());
    this.#writing = run.catch(() => {});
    await run;
  }

  async #writeLatest(): Promise<void> {
    const tip = this.#latest;
    if (!tip || tip.position <= this.#written) {
      return;
    }
    const head: Head = {
      position: tip.position,
      hash: tip.hash,
      count: tip.position - tip.purgedTo,
      at: new Date().toISOString(),
    };
    this.#writtenAt = performance.now();
    const line = JSON.stringify({
      ...head,
      ...this.#keys.sign('head', headText(head)),
    });
    this.#logger.info(`Signed head of the audit log: ${line}`);
    try {
      await this.#append(line);
      this.#written = tip.position;
    } catch (error) {
      this.#logger.error(
        'The signed head of the audit log could not be written',
        error as Error,
      );
      throw error;
    }
  }

  async #append(line: string): Promise<void> {
    if (this.#directory === undefined) {
      return;
    }
    await mkdir(this.#directory, { recursive: true });
    const file = await open(join(this.#directory, this.#file), 'a', 0o640);
    try {
      await file.appendFile(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Every head in the directory, file by file; nothing is kept in memory. */
  async *read(): AsyncGenerator<HeadLine> {
    if (this.#directory === undefined) {
      return;
    }
    for (const file of (await listOf(this.#directory)).sort()) {
      const path = join(this.#directory, file);
      const lines = createInterface({ input: createReadStream(path, 'utf8') });
      let number = 0;
      let last: string | undefined;
      for await (const line of lines) {
        if (last !== undefined) {
          number += 1;
          yield { file, line: number, head: this.#parse(last) };
        }
        last = line;
      }
      // A process that died while it wrote leaves half a line at the end.
      if (last !== undefined && isJson(last)) {
        yield { file, line: number + 1, head: this.#parse(last) };
      }
    }
  }

  /** The head that was written last, by whichever backend. */
  async newest(): Promise<Head | undefined> {
    let newest: Head | undefined;
    for await (const { head } of this.read()) {
      if (head && (!newest || head.at >= newest.at)) {
        newest = head;
      }
    }
    return newest;
  }

  #parse(line: string): Head | undefined {
    try {
      const { keyId, signature, position, hash, count, at } = JSON.parse(line);
      const head: Head = { position, hash, count, at };
      return this.#keys.verify('head', headText(head), {
        keyId: String(keyId),
        signature: String(signature),
      })
        ? head
        : undefined;
    } catch {
      return undefined;
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function headText({ position, hash, count, at }: Head): string {
  return JSON.stringify({ position, hash, count, at });
}

async function listOf(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter(name => FILE.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
