import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git, type GitProgram, isAtLeast, runGit } from './runGit';

/** Since when git merges without an index or files. */
const MERGE_TREE_SINCE = [2, 38] as const;
const NOTHING = '0'.repeat(40);

export interface TreeMerger {
  /** The merged tree of two commits; undefined where they conflict. */
  merge(ours: string, theirs: string): Promise<string | undefined>;
}

export function createTreeMerger(
  program: GitProgram,
  version: readonly [number, number],
): TreeMerger {
  return isAtLeast(version, MERGE_TREE_SINCE)
    ? { merge: (ours, theirs) => mergeWithMergeTree(program, ours, theirs) }
    : { merge: (ours, theirs) => mergeWithIndex(program, ours, theirs) };
}

async function mergeWithMergeTree(
  program: GitProgram,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const { code, stdout, stderr } = await runGit(program, [
    'merge-tree',
    '--write-tree',
    '--name-only',
    '--no-messages',
    '--end-of-options',
    ours,
    theirs,
  ]);
  if (code > 1 || (code === 1 && !stdout.length)) {
    throw new Error(`git merge-tree failed: ${stderr.trim()}`);
  }
  return code === 0 ? stdout.toString().split('\n')[0].trim() : undefined;
}

interface Unmerged {
  path: string;
  stages: Map<string, { mode: string; sha: string }>;
}

/** As git merged before 2.38: three trees into an index of its own, then file by file. */
async function mergeWithIndex(
  program: GitProgram,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const scratch = join(program.directory, 'callboard-tmp', randomUUID());
  await mkdir(scratch, { recursive: true });
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  try {
    const base = await git(program, ['merge-base', ours, theirs]);
    await git(
      program,
      ['read-tree', '-i', '-m', '--aggressive', base, ours, theirs],
      { env },
    );
    const listed = await runGit(program, ['ls-files', '-u', '-z'], { env });
    for (const { path, stages } of unmergedOf(listed.stdout)) {
      const merged = await mergeFile(program, scratch, stages);
      if (!merged) {
        return undefined;
      }
      const { mode, sha } = merged;
      await git(program, ['update-index', '-z', '--index-info'], {
        env,
        input: Buffer.from(
          `0 ${NOTHING}\t${path}\0${mode} ${sha}\t${path}\0`,
          'latin1',
        ),
      });
    }
    return await git(program, ['write-tree'], { env });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function unmergedOf(listed: Buffer): Unmerged[] {
  const files = new Map<string, Unmerged>();
  for (const line of listed.toString('latin1').split('\0').filter(Boolean)) {
    const [, mode, sha, stage, path] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(
      line,
    )!;
    const file = files.get(path) ?? { path, stages: new Map() };
    file.stages.set(stage, { mode, sha });
    files.set(path, file);
  }
  return [...files.values()];
}

async function mergeFile(
  program: GitProgram,
  scratch: string,
  stages: Unmerged['stages'],
): Promise<{ mode: string; sha: string } | undefined> {
  const all = ['2', '1', '3'].map(stage => stages.get(stage));
  if (all.some(stage => !stage?.mode.startsWith('100'))) {
    return undefined;
  }
  const names = ['ours', 'base', 'theirs'];
  await Promise.all(
    all.map(async (stage, i) => {
      const blob = await runGit(program, ['cat-file', 'blob', stage!.sha]);
      await writeFile(join(scratch, names[i]), blob.stdout);
    }),
  );
  const result = await runGit(program, [
    'merge-file',
    '-p',
    ...names.map(name => join(scratch, name)),
  ]);
  if (result.code !== 0) {
    return undefined;
  }
  const sha = await git(program, ['hash-object', '-w', '--stdin'], {
    input: result.stdout,
  });
  return { mode: all[0]!.mode, sha };
}
