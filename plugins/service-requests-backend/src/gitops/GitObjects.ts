import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import type {
  Author,
  FileChange,
} from '@callboard/backstage-plugin-service-requests-node';
import { GitSession, parseLine } from './GitSession';
import { checkPath } from './names';
import type { GitProgram } from './runGit';

export interface GitObject {
  sha: string;
  type: string;
  content: Buffer;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  message: string;
}

interface TreeEntry {
  mode: string;
  sha: string;
  /** Byte for byte as Latin-1, whatever encoding it is in. */
  name: string;
}

type Changes = Map<string, Changes | { content: string | undefined }>;

const SCRATCH = 'callboard-tmp';
const MAX_MESSAGE_BYTES = 256 * 1024;

/** Reading and writing of objects, through git processes that are kept. */
export class GitObjects {
  readonly #directory: string;
  readonly #reader: GitSession;
  readonly #blobs: GitSession;
  readonly #commits: GitSession;
  readonly #trees: GitSession;

  private constructor(program: GitProgram) {
    this.#directory = program.directory;
    const hash = ['hash-object', '-w', '--no-filters', '--stdin-paths'];
    this.#reader = GitSession.create(program, ['cat-file', '--batch']);
    this.#blobs = GitSession.create(program, [...hash, '-t', 'blob']);
    this.#commits = GitSession.create(program, [...hash, '-t', 'commit']);
    this.#trees = GitSession.create(program, ['mktree', '-z', '--batch']);
  }

  static async create(program: GitProgram): Promise<GitObjects> {
    const scratch = join(program.directory, SCRATCH);
    await mkdir(scratch, { recursive: true });
    await removeOld(scratch);
    return new GitObjects(program);
  }

  stop(): void {
    for (const session of [
      this.#reader,
      this.#blobs,
      this.#commits,
      this.#trees,
    ]) {
      session.stop();
    }
  }

  /** An object by a name that was checked; undefined where there is none. */
  read(name: string): Promise<GitObject | undefined> {
    return this.#reader.ask(`${name}\n`, arrived => {
      const line = parseLine(arrived);
      if (!line) {
        return undefined;
      }
      const [, sha, type, size] =
        /^([0-9a-f]+) (commit|tree|blob|tag) (\d+)$/.exec(line.value) ?? [];
      if (!sha) {
        return { value: undefined, length: line.length };
      }
      const end = line.length + Number(size);
      return arrived.length <= end
        ? undefined
        : {
            value: {
              sha,
              type,
              content: Buffer.from(arrived.subarray(line.length, end)),
            },
            length: end + 1,
          };
    });
  }

  async readCommit(name: string): Promise<Commit | undefined> {
    const object = await this.read(name);
    if (object?.type !== 'commit') {
      return undefined;
    }
    const text = object.content.toString('utf8');
    const end = text.indexOf('\n\n');
    const head = text.slice(0, end).split('\n');
    const values = (name_: string) =>
      head
        .filter(line => line.startsWith(`${name_} `))
        .map(line => line.slice(name_.length + 1));
    return {
      sha: object.sha,
      tree: values('tree')[0],
      parents: values('parent'),
      message: text.slice(end + 2),
    };
  }

  async writeBlob(content: string): Promise<string> {
    if (!content.isWellFormed()) {
      throw new InputError('A file contains half a character');
    }
    return this.#hash(this.#blobs, content);
  }

  async writeCommit(options: {
    tree: string;
    parents: string[];
    message: string;
    author: Author;
    at: Date;
  }): Promise<string> {
    const { tree, parents, message, author, at } = options;
    const who = `${identity(author)} ${Math.floor(at.getTime() / 1000)} +0000`;
    const lines = [
      `tree ${tree}`,
      ...parents.map(parent => `parent ${parent}`),
      `author ${who}`,
      `committer ${who}`,
    ];
    return this.#hash(
      this.#commits,
      `${lines.join('\n')}\n\n${checkMessage(message)}`,
    );
  }

  /**
   * The tree with these files changed.
   *
   * @throws InputError for paths that cannot be.
   */
  async writeTree(tree: string, files: FileChange[]): Promise<string> {
    const changes = changesOf(files);
    return (await this.#changeTree(tree, changes)) ?? this.emptyTree();
  }

  emptyTree(): Promise<string> {
    return this.#makeTree([]);
  }

  async #changeTree(
    tree: string | undefined,
    changes: Changes,
  ): Promise<string | undefined> {
    const before = tree ? await this.#readTree(tree) : [];
    const entries = new Map(before.map(entry => [entry.name, entry]));
    const changed = await Promise.all(
      [...changes].map(async ([name, change]) => {
        const entry = await this.#changeEntry(entries.get(name), name, change);
        return [name, entry] as const;
      }),
    );
    for (const [name, entry] of changed) {
      if (entry) {
        entries.set(name, entry);
      } else {
        entries.delete(name);
      }
    }
    if (!entries.size) {
      return undefined;
    }
    const after = [...entries.values()];
    const isSame =
      after.length === before.length &&
      after.every((entry, i) => entry.sha === before[i].sha);
    return isSame && tree ? tree : this.#makeTree(after);
  }

  async #changeEntry(
    entry: TreeEntry | undefined,
    name: string,
    change: Changes | { content: string | undefined },
  ): Promise<TreeEntry | undefined> {
    const isFolder = entry?.mode === '40000';
    if (change instanceof Map) {
      const isRemoval = removesOnly(change);
      if (entry && !isFolder && !isRemoval) {
        throw new InputError(`'${name}' is a file and cannot hold files`);
      }
      if (!isFolder && isRemoval) {
        return entry;
      }
      const sha = await this.#changeTree(entry?.sha, change);
      return sha ? { mode: '40000', sha, name } : undefined;
    }
    if (change.content === undefined) {
      return isFolder ? entry : undefined;
    }
    if (entry && entry.mode !== '100644' && entry.mode !== '100755') {
      throw new InputError(`'${name}' is not a plain file in the repository`);
    }
    const sha = await this.writeBlob(change.content);
    return { mode: entry?.mode ?? '100644', sha, name };
  }

  async #readTree(sha: string): Promise<TreeEntry[]> {
    const object = await this.read(sha);
    if (object?.type !== 'tree') {
      throw new Error(`There is no tree ${sha} in the repository`);
    }
    const { content } = object;
    const hashBytes = sha.length / 2;
    const entries: TreeEntry[] = [];
    for (let at = 0; at < content.length;) {
      const space = content.indexOf(0x20, at);
      const end = content.indexOf(0, space);
      entries.push({
        mode: content.toString('latin1', at, space),
        name: content.toString('latin1', space + 1, end),
        sha: content.toString('hex', end + 1, end + 1 + hashBytes),
      });
      at = end + 1 + hashBytes;
    }
    return entries;
  }

  #makeTree(entries: TreeEntry[]): Promise<string> {
    const lines = entries.map(({ mode, sha, name }) => {
      const types: Record<string, string> = {
        '40000': 'tree',
        '160000': 'commit',
      };
      return `${mode} ${types[mode] ?? 'blob'} ${sha}\t${name}\0`;
    });
    return this.#trees.ask(
      Buffer.from(`${lines.join('')}\0`, 'latin1'),
      parseLine,
    );
  }

  async #hash(session: GitSession, content: string): Promise<string> {
    const name = join(SCRATCH, randomUUID());
    const path = join(this.#directory, name);
    try {
      await writeFile(path, content, { mode: 0o600 });
      return await session.ask(`${name}\n`, parseLine);
    } finally {
      await rm(path, { force: true });
    }
  }
}

function changesOf(files: FileChange[]): Changes {
  const root: Changes = new Map();
  for (const { path, content } of files) {
    const segments = checkPath(path);
    const name = segments.pop()!;
    const folder = segments.reduce<Changes>((parent, segment) => {
      const child = parent.get(segment) ?? new Map();
      if (!(child instanceof Map)) {
        throw new InputError(`'${path}' lies below another changed file`);
      }
      parent.set(segment, child);
      return child;
    }, root);
    if (folder.has(name)) {
      throw new InputError(`'${path}' is changed twice`);
    }
    folder.set(name, { content });
  }
  return root;
}

function removesOnly(changes: Changes): boolean {
  return [...changes.values()].every(change =>
    change instanceof Map ? removesOnly(change) : change.content === undefined,
  );
}

/** Names come from people: nothing in them ends the line or the name. */
function identity({ name, email }: Author): string {
  const clean = (text: string, fallback: string) =>
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]+/g, ' ')
      .trim()
      .slice(0, 200) || fallback;
  return `${clean(name, 'Callboard')} <${clean(email, 'callboard@localhost').replaceAll(' ', '')}>`;
}

function checkMessage(message: string): string {
  if (message.includes('\0') || !message.isWellFormed()) {
    throw new InputError('A message contains what is not text');
  }
  if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) {
    throw new InputError('A message is too long');
  }
  return `${message.replace(/\r\n?/g, '\n').trimEnd()}\n`;
}

/** What a process that was killed has left behind. */
async function removeOld(scratch: string): Promise<void> {
  const before = Date.now() - 3_600_000;
  for (const name of await readdir(scratch)) {
    const path = join(scratch, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < before) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
