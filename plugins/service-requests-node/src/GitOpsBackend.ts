/**
 * Where manifests are written and reviewed: a git repository with one branch
 * that counts, and change sets (pull requests) towards it.
 *
 * Every call may be made again after a crash, with the same arguments, and then
 * finds its own work done: a `key` names one change set for ever (its request
 * and revision), so there is at most one branch and one pull request for it.
 * No argument is ever trusted to be harmless: names and texts come from people.
 */
export interface GitOpsBackend {
  /** `embedded`, `github`, … */
  readonly kind: string;

  /** The commit that the branch which counts is at (40 hex digits). */
  head(): Promise<string>;

  /** A file's text at a commit or at the head; undefined where there is none. */
  readFile(path: string, ref?: string): Promise<string | undefined>;

  /** Paths of the files below a folder (`''`: all), in order. */
  listFiles(folder: string, ref?: string): Promise<string[]>;

  /** The change set's branch, started at `baseSha` where it is not there yet. */
  ensureBranch(options: { key: string; baseSha: string }): Promise<Branch>;

  /**
   * One commit with these files on the change set's branch. Does nothing where
   * the branch has exactly this content already.
   *
   * @throws ConflictError where the branch is at another commit than `expectedBaseSha` and not at this content.
   * @throws InputError for a path outside the repository or with hostile parts.
   */
  putFiles(options: {
    key: string;
    expectedBaseSha: string;
    files: FileChange[];
    message: string;
    author: Author;
  }): Promise<{ sha: string }>;

  /** The change set's pull request, opened where it is not there yet. */
  ensurePullRequest(options: {
    key: string;
    title: string;
    body: string;
  }): Promise<PullRequest>;

  /** @throws NotFoundError */
  getPullRequest(id: string): Promise<PullRequest>;

  /**
   * Merges it if its head is still `expectedHeadSha`. Merging what is merged at
   * that head already answers the same again.
   *
   * @throws ConflictError where the head is another, where it is closed, or where it does not merge cleanly.
   */
  merge(options: {
    id: string;
    expectedHeadSha: string;
    message: string;
    author: Author;
  }): Promise<PullRequest>;

  /** Closes it unmerged. Closing what is closed does nothing; what is merged stays merged. */
  close(options: { id: string }): Promise<PullRequest>;

  /**
   * Calls back when something may have changed: only a hint to look. Backends
   * that hear of nothing never call. Answers with what ends it.
   */
  onChange?(listener: () => void): () => void;
}

export interface Branch {
  name: string;
  sha: string;
}

/** Of `content` undefined: the file is deleted. Paths are relative, with `/`. */
export interface FileChange {
  path: string;
  content: string | undefined;
}

/** As whom to commit. */
export interface Author {
  name: string;
  email: string;
}

export interface PullRequest {
  id: string;
  /** Where a person looks at it; absent where only the portal shows it. */
  url?: string;
  branch: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit that would be, or was, merged. */
  headSha: string;
  /** The commit of the main branch from which it was started. */
  baseSha: string;
  /** Whether it merges cleanly into the main branch as that is now. */
  mergeable: boolean;
  /** The commit on the main branch that holds it, where it is merged. */
  mergeSha?: string;
}
