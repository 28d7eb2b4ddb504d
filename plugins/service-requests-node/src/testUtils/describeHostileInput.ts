/* eslint-disable jest/no-export -- tests that others run */
import { AUTHOR, type GitOpsFixture, openChangeSet } from './GitOpsFixture';

const BAD_PATHS = [
  '',
  '.',
  '..',
  '/',
  '/etc/passwd',
  '../main',
  '../../main',
  'services/../../x',
  'services/./x',
  'services//x',
  'services/',
  '.git/config',
  'services/.git/hooks/post-update',
  'services/.GIT/config',
  'services/.gitmodules',
  'services/git~1/config',
  'services\\..\\x',
  '--upload-pack=touch',
  '-x',
  'a\nb',
  'a\u0000b',
  'a\rb',
  'sеrvices/x', // a Cyrillic letter
  'services/\u202ex',
  'services/\ud800',
  'C:\\x',
  ':(top)x',
  'a'.repeat(300),
];

const BAD_KEYS = [
  '',
  '-x',
  '--upload-pack=x',
  '../../main',
  '../../heads/main',
  'a/b',
  'a b',
  'A',
  'a..b',
  'a.lock',
  'a~1',
  'a^',
  'a:b',
  'a\nb',
  'a\u0000b',
  '@{-1}',
  'HEAD\n',
  'ä',
  'x'.repeat(500),
];

const TEXTS = [
  '--upload-pack=touch /tmp/x',
  '"; touch /tmp/x; "$(touch /tmp/x)`touch /tmp/x`',
  'x\r\nAuthor: Somebody Else <else@example.com>',
  'x\n\nCo-authored-by: x',
  '\u202egnp',
  '<script>alert(1)</script>',
];

/** Names and texts that mean harm: what was said exactly, or a refusal; never more. */
export function describeHostileInput(fixture: () => GitOpsFixture): void {
  describe('hostile input', () => {
    it('writes to no path that leads elsewhere', async () => {
      const { backend } = fixture();
      const baseSha = await backend.head();
      const { sha } = await backend.ensureBranch({ key: 'r-1', baseSha });
      const put = (path: string) =>
        backend.putFiles({
          key: 'r-1',
          expectedBaseSha: sha,
          files: [{ path, content: 'x: 1\n' }],
          message: 'x',
          author: AUTHOR,
        });
      const written: string[] = [];
      for (const path of BAD_PATHS) {
        await put(path).then(
          () => written.push(path),
          error => expect([path, error.name]).toEqual([path, 'InputError']),
        );
      }
      expect(written).toEqual([]);
      expect(await backend.ensureBranch({ key: 'r-1', baseSha })).toMatchObject(
        { sha },
      );
    });

    it('finds nothing at such paths', async () => {
      const { backend } = fixture();
      for (const path of BAD_PATHS) {
        expect(await backend.readFile(path)).toBeUndefined();
        const listed = path ? await backend.listFiles(path) : [];
        expect(listed).toEqual([]);
      }
    });

    it('takes nothing for a key that could be more than a name', async () => {
      const { backend, people } = fixture();
      const baseSha = await backend.head();
      const attempts: ((key: string) => Promise<unknown>)[] = [
        async key => backend.ensureBranch({ key, baseSha }),
        async key =>
          backend.putFiles({
            key,
            expectedBaseSha: baseSha,
            files: [],
            message: 'x',
            author: AUTHOR,
          }),
        async key => backend.ensurePullRequest({ key, title: 'x', body: 'x' }),
        async key => backend.getPullRequest(key),
      ];
      for (const key of BAD_KEYS) {
        const errors = await Promise.all(
          attempts.map(attempt =>
            attempt(key).then(
              () => 'none',
              error => error.name,
            ),
          ),
        );
        expect([key, ...errors]).toEqual([
          key,
          'InputError',
          'InputError',
          'InputError',
          expect.stringMatching(/NotFoundError|InputError/),
        ]);
      }
      expect(await people.countBranches()).toBe(0);
      expect(await backend.head()).toBe(baseSha);
    });

    it.each(['main', 'HEAD', '--all', `${'a'.repeat(39)};`, '', '0\n1'])(
      'takes %j for no commit to start from',
      async baseSha => {
        const { backend } = fixture();
        await expect(
          Promise.resolve().then(() =>
            backend.ensureBranch({ key: 'r-1', baseSha }),
          ),
        ).rejects.toMatchObject({ name: 'InputError' });
      },
    );

    it.each(TEXTS)('writes %j as text and nothing else', async text => {
      const { backend, people } = fixture();
      const baseSha = await backend.head();
      await backend.ensureBranch({ key: 'r-1', baseSha });
      const { sha } = await backend.putFiles({
        key: 'r-1',
        expectedBaseSha: baseSha,
        files: [{ path: 'services/x.yaml', content: text }],
        message: text,
        author: { name: text, email: text },
      });
      const pull = await backend.ensurePullRequest({
        key: 'r-1',
        title: text,
        body: text,
      });
      expect(pull.headSha).toBe(sha);
      expect(await backend.listFiles('services', sha)).toEqual([
        'services/x.yaml',
      ]);
      expect(await backend.readFile('services/x.yaml', sha)).toBe(text);
      const commit = await people.showCommit(sha);
      expect(commit.message.trim()).toBe(text.replaceAll('\r\n', '\n'));
      expect(commit.name).not.toMatch(/[<>\r\n]/);
      expect(commit.email).not.toMatch(/[<>\r\n]/);
    });

    it('refuses a file twice, and a file below a file', async () => {
      const { backend } = fixture();
      const { sha } = await openChangeSet(backend, {
        key: 'r-1',
        files: { 'services/a': 'a: 1\n' },
      });
      const put = (...paths: string[]) =>
        backend.putFiles({
          key: 'r-1',
          expectedBaseSha: sha,
          files: paths.map(path => ({ path, content: 'x: 1\n' })),
          message: 'x',
          author: AUTHOR,
        });
      for (const paths of [
        ['services/x', 'services/x'],
        ['services/x', 'services/x/y'],
        ['services/x/y', 'services/x'],
        ['services/a/b'],
        ['services'],
      ]) {
        await expect(put(...paths)).rejects.toMatchObject({
          name: 'InputError',
        });
      }
    });
  });
}
