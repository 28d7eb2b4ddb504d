/* eslint-disable jest/no-export -- tests that others run */
import { describeHostileInput } from './describeHostileInput';
import { describeInterruptions } from './describeInterruptions';
import { AUTHOR, type GitOpsFixture, openChangeSet } from './GitOpsFixture';

const FILE = 'services/dev/eu-west-1/orders-db/instance.yaml';

/**
 * The contract of a GitOpsBackend, as Jest tests: the same for the embedded one
 * and for adapters to GitHub, GitLab and Gitea. `create` makes a repository whose
 * main branch has at least one commit and no change sets.
 */
export function describeGitOpsBackend(
  name: string,
  create: () => Promise<GitOpsFixture>,
): void {
  describe(`GitOpsBackend: ${name}`, () => {
    let fixture: GitOpsFixture;
    const fresh = () => fixture;
    beforeEach(async () => {
      fixture = await create();
    });
    afterEach(async () => {
      await fixture.stop();
    });

    describe('from branch to merge', () => {
      it('shows what was merged on main, and nothing before', async () => {
        const { backend } = fixture;
        const before = await backend.head();
        const { sha, pull, baseSha } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n', 'services/b.yaml': 'b: ü\n' },
        });

        expect(baseSha).toBe(before);
        expect(pull).toMatchObject({
          state: 'open',
          headSha: sha,
          baseSha,
          mergeable: true,
        });
        expect(await backend.head()).toBe(before);
        expect(await backend.readFile(FILE)).toBeUndefined();
        expect(await backend.readFile(FILE, sha)).toBe('a: 1\n');

        const merged = await backend.merge({
          id: pull.id,
          expectedHeadSha: sha,
          message: 'Merge request 1',
          author: AUTHOR,
        });

        expect(merged).toMatchObject({ state: 'merged', headSha: sha });
        expect(merged.mergeSha).toBe(await backend.head());
        expect(await backend.readFile(FILE)).toBe('a: 1\n');
        expect(await backend.readFile('services/b.yaml')).toBe('b: ü\n');
        expect(await backend.readFile(FILE, before)).toBeUndefined();
        expect(await backend.getPullRequest(pull.id)).toEqual(merged);
      });

      it('changes and deletes files, and lists what is below a folder', async () => {
        const { backend } = fixture;
        const first = await openChangeSet(backend, {
          key: 'r-1',
          files: {
            'services/a/x.yaml': 'x: 1\n',
            'services/a/y.yaml': 'y: 1\n',
            'services/ab/z.yaml': 'z: 1\n',
          },
        });
        await backend.merge({
          id: first.pull.id,
          expectedHeadSha: first.sha,
          message: 'Merge',
          author: AUTHOR,
        });
        const second = await openChangeSet(backend, {
          key: 'r-2',
          files: {
            'services/a/x.yaml': 'x: 2\n',
            'services/ab/z.yaml': undefined,
            'services/not/there.yaml': undefined,
          },
        });

        expect(await backend.listFiles('services', second.sha)).toEqual([
          'services/a/x.yaml',
          'services/a/y.yaml',
        ]);
        expect(await backend.listFiles('services')).toEqual([
          'services/a/x.yaml',
          'services/a/y.yaml',
          'services/ab/z.yaml',
        ]);
        expect(await backend.listFiles('services/a')).toHaveLength(2);
        expect(await backend.listFiles('services/a/x.yaml')).toEqual([]);
        expect(await backend.listFiles('nowhere')).toEqual([]);
        expect(await backend.listFiles('')).toEqual(
          expect.arrayContaining(['services/a/x.yaml']),
        );
        expect(await backend.readFile('services/a')).toBeUndefined();
      });

      it('keeps two change sets apart and merges both', async () => {
        const { backend } = fixture;
        const one = await openChangeSet(backend, {
          key: 'r-1',
          files: { 'services/one.yaml': 'a: 1\n' },
        });
        const two = await openChangeSet(backend, {
          key: 'r-2',
          files: { 'services/two.yaml': 'a: 2\n' },
        });
        for (const { pull, sha } of [one, two]) {
          const merged = await backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          });
          expect(merged.state).toBe('merged');
        }
        expect(await backend.listFiles('services')).toEqual([
          'services/one.yaml',
          'services/two.yaml',
        ]);
      });

      it('knows nothing of what is not there', async () => {
        const { backend } = fixture;
        await expect(backend.getPullRequest('r-9')).rejects.toMatchObject({
          name: 'NotFoundError',
        });
        await expect(backend.close({ id: 'r-9' })).rejects.toMatchObject({
          name: 'NotFoundError',
        });
        await expect(
          backend.merge({
            id: 'r-9',
            expectedHeadSha: await backend.head(),
            message: 'Merge',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
        await expect(
          backend.ensurePullRequest({ key: 'r-9', title: 'x', body: '' }),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
      });
    });

    describe('when others are at work', () => {
      it('blocks a merge after a commit was added', async () => {
        const { backend, people } = fixture;
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const added = await people.push({
          branch: pull.branch,
          files: { [FILE]: 'a: 1000\n' },
        });
        const before = await backend.head();

        expect(await backend.getPullRequest(pull.id)).toMatchObject({
          state: 'open',
          headSha: added,
        });
        await expect(
          backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'ConflictError' });
        expect(await backend.head()).toBe(before);
        expect(await backend.readFile(FILE)).toBeUndefined();
      });

      it('does not write over a commit that was added', async () => {
        const { backend, people } = fixture;
        const baseSha = await backend.head();
        const branch = await backend.ensureBranch({ key: 'r-1', baseSha });
        await people.push({
          branch: branch.name,
          files: { 'services/other.yaml': 'x: 1\n' },
        });
        await expect(
          backend.putFiles({
            key: 'r-1',
            expectedBaseSha: baseSha,
            files: [{ path: FILE, content: 'a: 1\n' }],
            message: 'x',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'ConflictError' });
      });

      it('merges onto a main that has moved', async () => {
        const { backend, people } = fixture;
        const { sha, pull, baseSha } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const moved = await people.push({ files: { 'notes.md': 'hello\n' } });

        expect(await backend.head()).toBe(moved);
        expect(await backend.getPullRequest(pull.id)).toMatchObject({
          state: 'open',
          baseSha,
          headSha: sha,
          mergeable: true,
        });
        await backend.merge({
          id: pull.id,
          expectedHeadSha: sha,
          message: 'Merge',
          author: AUTHOR,
        });
        expect(await backend.readFile(FILE)).toBe('a: 1\n');
        expect(await backend.readFile('notes.md')).toBe('hello\n');
      });

      it('says what conflicts, and does not merge it', async () => {
        const { backend, people } = fixture;
        await people.push({ files: { [FILE]: 'a: 0\n' } });
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const moved = await people.push({ files: { [FILE]: 'a: 2\n' } });

        expect(await backend.getPullRequest(pull.id)).toMatchObject({
          state: 'open',
          mergeable: false,
        });
        await expect(
          backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'ConflictError' });
        expect(await backend.head()).toBe(moved);
        expect((await backend.getPullRequest(pull.id)).state).toBe('open');
      });

      it('notices a merge by other hands', async () => {
        const { backend, people } = fixture;
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const mergeSha = await people.merge(pull.branch);
        const later = await people.push({ files: { 'notes.md': 'x\n' } });

        expect(await backend.head()).toBe(later);
        const merged = await backend.getPullRequest(pull.id);
        expect(merged).toMatchObject({
          state: 'merged',
          headSha: sha,
          mergeSha,
        });
        expect(
          await backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ).toEqual(merged);
        expect(await backend.head()).toBe(later);
      });

      it('notices that it was closed by other hands', async () => {
        const { backend, people } = fixture;
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        await people.close(pull.id);

        expect(await backend.getPullRequest(pull.id)).toMatchObject({
          state: 'closed',
          mergeable: false,
        });
        await expect(
          backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'ConflictError' });
      });
    });

    describe('closing', () => {
      it('closes once, stays closed, and is not opened anew', async () => {
        const { backend, people } = fixture;
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const closed = await backend.close({ id: pull.id });
        expect(closed).toMatchObject({ state: 'closed', headSha: sha });
        expect(await backend.close({ id: pull.id })).toEqual(closed);
        expect(
          await backend.ensurePullRequest({
            key: 'r-1',
            title: 'again',
            body: '',
          }),
        ).toEqual(closed);
        expect(await people.countPullRequests()).toBe(1);
        await expect(
          backend.merge({
            id: pull.id,
            expectedHeadSha: sha,
            message: 'Merge',
            author: AUTHOR,
          }),
        ).rejects.toMatchObject({ name: 'ConflictError' });
      });

      it('leaves merged what is merged', async () => {
        const { backend } = fixture;
        const { sha, pull } = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        const merged = await backend.merge({
          id: pull.id,
          expectedHeadSha: sha,
          message: 'Merge',
          author: AUTHOR,
        });
        expect(await backend.close({ id: pull.id })).toEqual(merged);
      });
    });

    describeInterruptions(fresh);
    describeHostileInput(fresh);
  });
}
