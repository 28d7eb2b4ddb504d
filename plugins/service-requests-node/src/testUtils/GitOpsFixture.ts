import type { GitOpsBackend } from '../GitOpsBackend';

/** A backend under test, with hands that reach around it. */
export interface GitOpsFixture {
  backend: GitOpsBackend;
  /** Another instance on the same repository that knows nothing: as after a crash, or as a second portal. */
  another(): Promise<GitOpsBackend>;
  /** What people do to the repository by themselves. */
  people: {
    /** Pushes a commit onto a branch (main where not said) and answers with it. */
    push(options: {
      branch?: string;
      files: Record<string, string | undefined>;
    }): Promise<string>;
    /** Merges a branch into main without the backend's help and answers with main's commit. */
    merge(branch: string): Promise<string>;
    /** Closes a pull request without the backend's help. */
    close(id: string): Promise<void>;
    /** How many branches of change sets there are. */
    countBranches(): Promise<number>;
    /** How many pull requests there have ever been. */
    countPullRequests(): Promise<number>;
    /** Who wrote a commit and what its message is. */
    showCommit(
      sha: string,
    ): Promise<{ name: string; email: string; message: string }>;
  };
  /** Ends and removes everything. */
  stop(): Promise<void>;
}

export const AUTHOR = { name: 'Reviewer', email: 'reviewer@example.com' };

/** From nothing to a pull request, as a portal does it (and does again after a crash). */
export async function openChangeSet(
  backend: GitOpsBackend,
  options: {
    key: string;
    files: Record<string, string | undefined>;
    baseSha?: string;
  },
) {
  const { key, files } = options;
  const baseSha = options.baseSha ?? (await backend.head());
  await backend.ensureBranch({ key, baseSha });
  const { sha } = await backend.putFiles({
    key,
    expectedBaseSha: baseSha,
    files: Object.entries(files).map(([path, content]) => ({ path, content })),
    message: `Request ${key}`,
    author: AUTHOR,
  });
  const pull = await backend.ensurePullRequest({
    key,
    title: `Request ${key}`,
    body: 'What was asked for.',
  });
  return { baseSha, sha, pull };
}
