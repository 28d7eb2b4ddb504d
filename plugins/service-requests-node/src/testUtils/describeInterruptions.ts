/* eslint-disable jest/no-export -- tests that others run */
import type { GitOpsBackend, PullRequest } from '../GitOpsBackend';
import { AUTHOR, type GitOpsFixture, openChangeSet } from './GitOpsFixture';

const FILE = 'services/dev/eu-west-1/orders-db/instance.yaml';
const KEY = 'request-1-revision-1';

interface Progress {
  baseSha: string;
  sha: string;
  pull?: PullRequest;
}

/** The steps of a change set; each learns of those before only what a database would have kept. */
const STEPS: ((backend: GitOpsBackend, progress: Progress) => Promise<void>)[] =
  [
    async (backend, { baseSha }) => {
      await backend.ensureBranch({ key: KEY, baseSha });
    },
    async (backend, progress) => {
      const { sha } = await backend.putFiles({
        key: KEY,
        expectedBaseSha: progress.baseSha,
        files: [{ path: FILE, content: 'a: 1\n' }],
        message: 'Request 1',
        author: AUTHOR,
      });
      expect([sha, '']).toContain(progress.sha);
      progress.sha = sha;
    },
    async (backend, progress) => {
      progress.pull = await backend.ensurePullRequest({
        key: KEY,
        title: 'Request 1',
        body: 'What was asked for.',
      });
    },
    async (backend, progress) => {
      progress.pull = await backend.merge({
        id: progress.pull!.id,
        expectedHeadSha: progress.sha,
        message: 'Merge request 1',
        author: AUTHOR,
      });
    },
  ];

/** Calls that are made again: after a crash, at the same time, by a second portal. */
export function describeInterruptions(fixture: () => GitOpsFixture): void {
  describe('called again', () => {
    it.each([1, 2, 3, 4])(
      'finishes once what was interrupted after step %d',
      async done => {
        const { backend, people, another } = fixture();
        const baseSha = await backend.head();
        const progress: Progress = { baseSha, sha: '' };
        for (const step of STEPS.slice(0, done)) {
          await step(backend, progress);
        }
        const branches = await people.countBranches();

        const survivor = await another();
        for (const step of STEPS) {
          await step(survivor, progress);
        }

        expect(progress.pull).toMatchObject({
          state: 'merged',
          headSha: progress.sha,
          mergeSha: await backend.head(),
        });
        expect(await people.countPullRequests()).toBe(1);
        expect(await people.countBranches()).toBeLessThanOrEqual(branches);
        expect(await backend.readFile(FILE)).toBe('a: 1\n');
        expect(await backend.getPullRequest(progress.pull!.id)).toEqual(
          progress.pull,
        );
      },
    );

    it('does each step twice as once', async () => {
      const { backend, people } = fixture();
      const progress: Progress = { baseSha: await backend.head(), sha: '' };
      for (const step of STEPS) {
        await step(backend, progress);
        const { pull } = progress;
        const head = await backend.head();
        await step(backend, progress);
        expect(progress.pull).toEqual(pull);
        expect(await backend.head()).toBe(head);
        expect(await people.countBranches()).toBeLessThanOrEqual(1);
      }
      expect(await people.countPullRequests()).toBe(1);
    });

    it('finds the branch where it is, whatever base is given', async () => {
      const { backend, people } = fixture();
      const baseSha = await backend.head();
      const first = await backend.ensureBranch({ key: KEY, baseSha });
      const moved = await people.push({ files: { 'notes.md': 'x\n' } });
      expect(await backend.ensureBranch({ key: KEY, baseSha: moved })).toEqual(
        first,
      );
    });

    it('refuses other content under the same key', async () => {
      const { backend } = fixture();
      const { baseSha } = await openChangeSet(backend, {
        key: KEY,
        files: { [FILE]: 'a: 1\n' },
      });
      await expect(
        backend.putFiles({
          key: KEY,
          expectedBaseSha: baseSha,
          files: [{ path: FILE, content: 'a: 2\n' }],
          message: 'Other',
          author: AUTHOR,
        }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('refuses to merge another head than the one that was merged', async () => {
      const { backend } = fixture();
      const { sha, pull, baseSha } = await openChangeSet(backend, {
        key: KEY,
        files: { [FILE]: 'a: 1\n' },
      });
      const merge = (expectedHeadSha: string) =>
        backend.merge({
          id: pull.id,
          expectedHeadSha,
          message: 'Merge',
          author: AUTHOR,
        });
      await merge(sha);
      await expect(merge(baseSha)).rejects.toMatchObject({
        name: 'ConflictError',
      });
    });

    it('opens one pull request for two portals that open it at once', async () => {
      const { backend, people, another } = fixture();
      const other = await another();
      const baseSha = await backend.head();
      const files = { [FILE]: 'a: 1\n' };
      const results = await Promise.all(
        [backend, other, backend, other].map(portal =>
          openChangeSet(portal, { key: KEY, files, baseSha }),
        ),
      );
      expect(new Set(results.map(({ sha }) => sha)).size).toBe(1);
      expect(new Set(results.map(({ pull }) => pull.id)).size).toBe(1);
      expect(await people.countBranches()).toBe(1);
      expect(await people.countPullRequests()).toBe(1);
    });

    it('merges once what two portals merge at once, and loses nothing else', async () => {
      const { backend, another } = fixture();
      const other = await another();
      const sets = [];
      for (let i = 0; i < 5; i++) {
        const files = { [`services/s-${i}.yaml`]: `a: ${i}\n` };
        sets.push(await openChangeSet(backend, { key: `r-${i}`, files }));
      }
      const merged = await Promise.all(
        [...sets, ...sets].map(({ pull, sha }, i) =>
          (i % 2 ? backend : other).merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ),
      );
      for (const [i, pull] of merged.entries()) {
        expect(pull.mergeSha).toBe(merged[i % 5].mergeSha);
      }
      expect(new Set(merged.map(({ mergeSha }) => mergeSha)).size).toBe(5);
      expect(await backend.listFiles('services')).toHaveLength(5);
    });
  });
}
