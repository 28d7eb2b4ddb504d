import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Diff,
  Request,
} from '@callboard/backstage-plugin-service-requests-common';
import { parseAllDocuments } from 'yaml';
import { TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

/*
 * Names and values that want to be something else, sent over HTTP: refused by
 * field, or kept as the text that they are. What comes of it is read with the
 * git binary, as anybody would who clones: exactly the expected files, each
 * with exactly one document, and no reference beside the portal's own.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

const HOSTILE = [
  '../../main',
  '.git/config',
  'a/b',
  'a: b\n---\nkind: ClusterRole',
  '!!js/function "function(){}"',
  '!!python/object:os.system',
  '&anchor x',
  '*anchor',
  '<<: *x',
  'a\r\nb',
  'a\u0085b',
  'a\u2028b',
  'ord\u200bers',
  '\u202esredro',
  'оrders',
  '--upload-pack=touch /tmp/x',
  '-orders',
  'ORDERS',
  '${{ name }}',
  '$(id)',
  '`id`',
  '__proto__',
  'o'.repeat(64),
];

/** Nothing that is kept can hold these: no text in PostgreSQL, no UTF-8. */
const UNSTORABLE = ['orders\0', 'a\ud800b'];

describe.each(databases.eachSupportedId())('hostile values on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
  });
  afterAll(() => portal.stop());

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', path.join(portal.directory, 'gitops.git'), ...args],
      { encoding: 'utf8' },
    );
  const lines = (text: string) => text.split('\n').filter(Boolean);
  const files = () =>
    lines(
      git('ls-tree', '-r', '-z', '--name-only', 'main').replace(/\0/g, '\n'),
    );

  const body = (parameters: Record<string, unknown>, more: object = {}) => ({
    title: 'What is needed',
    environment: 'dev',
    region: 'eu-west-1',
    owner: TEAM,
    submit: true,
    items: [postgres('orders', parameters)],
    ...more,
  });
  const post = (sent: object) =>
    portal.call('developer', 'POST', '/requests', { body: sent });

  it.each(['name', 'databaseName', 'masterUsername', 'instanceClass'])(
    'refuses a %s that is none, and keeps nothing of it',
    async parameter => {
      for (const hostile of [...HOSTILE, ...UNSTORABLE]) {
        const answer = await post(body({ [parameter]: hostile }));
        expect([hostile, answer.status, answer.text]).toEqual([
          hostile,
          400,
          expect.stringContaining(parameter),
        ]);
      }
      expect(files()).toEqual(['README.md']);
      expect(lines(git('for-each-ref', '--format=%(refname)'))).toEqual([
        'refs/heads/main',
      ]);
    },
  );

  it('refuses places, owners and parameters that are none', async () => {
    const wrong: ((hostile: string) => object)[] = [
      region => body({}, { region }),
      environment => body({}, { environment }),
      owner => body({}, { owner }),
      endDate => body({}, { endDate }),
      offering => body({}, { items: [{ ...postgres('orders'), offering }] }),
      targetRef => body({}, { items: [{ ...postgres('orders'), targetRef }] }),
      odd => body({ [odd]: 'x' }),
    ];
    for (const hostile of [...HOSTILE, ...UNSTORABLE]) {
      for (const make of wrong) {
        const sent = make(hostile);
        const { status, text } = await post(sent);
        expect([JSON.stringify(sent), status, text]).toEqual([
          JSON.stringify(sent),
          400,
          expect.any(String),
        ]);
      }
    }
  });

  it('previews and drafts with them, and makes no file of them', async () => {
    for (const hostile of HOSTILE) {
      const sent = body({ name: hostile }, { submit: undefined });
      const preview = await portal.call(
        'developer',
        'POST',
        '/requests/preview',
        { body: sent },
      );
      expect([hostile, preview.status]).toEqual([hostile, 200]);
      expect(preview.body).toMatchObject({ complete: false, files: [] });
      const draft = await portal.done<Request>(
        'developer',
        'POST',
        '/requests',
        { body: sent },
      );
      const shown = await portal.done<Diff>(
        'developer',
        'GET',
        `/requests/${draft.id}/diff`,
      );
      const submitted = await portal.call(
        'developer',
        'POST',
        `/requests/${draft.id}/submit`,
      );
      expect([hostile, shown.files, submitted.status]).toEqual([
        hostile,
        [],
        400,
      ]);
    }
    expect(files()).toEqual(['README.md']);
  });

  it('keeps them as text where a text is asked for: one file, one document, one merge each', async () => {
    const texts = HOSTILE.filter(text => /\S/.test(text));
    const merged: [string, Request][] = [];
    for (const [n, text] of texts.entries()) {
      const request = await portal.done<Request>(
        'developer',
        'POST',
        '/requests',
        { body: body({ name: `text-${n}` }, { title: text, reason: text }) },
      );
      await portal.done(
        'reviewer',
        'POST',
        `/requests/${request.id}/comments`,
        { body: { comment: text } },
      );
      // It merges itself.
      await portal.approve('reviewer', request);
      merged.push([text, await portal.until(request.id, 'ready')]);
    }
    expect(files()).toEqual(
      [
        'README.md',
        ...texts.map(
          (_, n) => `services/dev/eu-west-1/text-${n}/instance.yaml`,
        ),
      ].sort(),
    );
    for (const [n, [text, request]] of merged.entries()) {
      const file = `services/dev/eu-west-1/text-${n}/instance.yaml`;
      const documents = parseAllDocuments(git('show', `main:${file}`));
      expect(documents).toHaveLength(1);
      expect(documents[0].errors).toEqual([]);
      expect(documents[0].toJS()).toMatchObject({
        apiVersion: 'rds.aws.m.upbound.io/v1beta1',
        kind: 'Instance',
        metadata: { name: `text-${n}` },
      });
      expect(request.title).toBe(text);
      const subjects = lines(
        git('log', '--format=%s', '--no-merges', 'main', '--', file),
      );
      expect(subjects).toEqual([text.replace(/\s+/g, ' ').trim()]);
    }
    const refs = lines(git('for-each-ref', '--format=%(refname)'));
    expect(refs.sort()).toEqual(
      [
        'refs/heads/main',
        ...merged.map(
          ([, { id: one }]) => `refs/callboard/pulls/request-${one}-r1`,
        ),
      ].sort(),
    );
    expect(lines(git('rev-list', '--merges', 'main'))).toHaveLength(
      texts.length,
    );
    git('fsck', '--full', '--strict');
  });

  it.each(UNSTORABLE)('refuses %j as a text', async text => {
    const request = await portal.done<Request>(
      'developer',
      'POST',
      '/requests',
      { body: body({ name: 'draft' }, { submit: false }) },
    );
    for (const more of [
      { title: text },
      { reason: text },
      { costCentre: text },
    ]) {
      const { status } = await post(body({ name: 'unstorable' }, more));
      expect([Object.keys(more), status]).toEqual([Object.keys(more), 400]);
    }
    const comment = await portal.call(
      'developer',
      'POST',
      `/requests/${request.id}/comments`,
      { body: { comment: text } },
    );
    expect(comment.status).toBe(400);
  });
});
