import { TestDatabases } from '@backstage/backend-test-utils';
import type { SshKey } from '@callboard/backstage-plugin-reservations-common';
import {
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';
import { sampleKeys } from '../__testUtils__/sampleKeys';
import { anSshKey } from '../__testUtils__/sshKeys';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const [sample] = sampleKeys;

describe.each(databases.eachSupportedId())('SSH keys on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
  });
  afterAll(() => portal.stop());
  beforeEach(() => portal.knex('ssh_key').delete());

  const add = (who: Principal, publicKey: string, title?: string) =>
    portal.call<SshKey>(who, 'POST', '/me/ssh-keys', {
      body: { publicKey, title },
    });
  const mine = async (who: Principal) => {
    const { items } = await portal.done<{ items: SshKey[] }>(
      who,
      'GET',
      '/me/ssh-keys',
    );
    return items;
  };
  const events = async () => {
    const rows = await portal
      .knex('outbox_event')
      .where('type', 'like', 'ssh_key.%')
      .orderBy('pos')
      .select('type', 'aggregate', 'data');
    return rows.map(row => ({
      ...row,
      data: typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
    }));
  };

  it('are added, listed, read by plugins, and removed', async () => {
    const added = await add('researcher', `${sample.line}\n`);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      title: 'somebody@laptop',
      type: 'ssh-ed25519',
      publicKey: sample.line,
      fingerprint: sample.fingerprint,
    });
    expect(await mine('researcher')).toEqual([added.body]);
    expect(await mine('developer')).toEqual([]);
    const read = await portal.done<{ items: SshKey[] }>(
      'webhooks',
      'GET',
      '/ssh-keys?user=user:Researcher',
    );
    expect(read.items).toEqual([added.body]);

    const path = `/me/ssh-keys/${added.body.id}`;
    const byOther = await portal.call('developer', 'DELETE', path);
    expect(byOther.status).toBe(404);
    const byOwner = await portal.call('researcher', 'DELETE', path);
    expect(byOwner.status).toBe(204);
    expect(await mine('researcher')).toEqual([]);

    const { fingerprint } = sample;
    const [user, aggregate] = [principals.researcher, principals.researcher];
    expect(await events()).toEqual([
      { type: 'ssh_key.added', aggregate, data: { user, fingerprint } },
      { type: 'ssh_key.removed', aggregate, data: { user, fingerprint } },
    ]);
  });

  it('take a title', async () => {
    const { body } = await add('researcher', sample.line, 'Work laptop');
    expect(body.title).toBe('Work laptop');
  });

  it('are refused with the field that is wrong', async () => {
    for (const text of [
      `command="id" ${sample.line}`,
      `${sample.line}\n${anSshKey()}`,
      '-----BEGIN OPENSSH PRIVATE KEY-----',
      'nonsense',
    ]) {
      const answer = await add('researcher', text);
      expect(answer.status).toBe(400);
      expect((answer.body as any).fields).toEqual([
        { field: 'publicKey', message: expect.stringMatching(/^publicKey /) },
      ]);
    }
    expect(await mine('researcher')).toEqual([]);
  });

  it('are each there once for a person, also when they come at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(n => add('researcher', sample.line, `Key ${n}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    expect((await add('developer', sample.line)).status).toBe(201);
  });

  it('are at most twenty, also when they come at once', async () => {
    for (let n = 0; n < 18; n++) {
      await add('researcher', anSshKey());
    }
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => add('researcher', anSshKey())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 201, 409, 409, 409,
    ]);
    expect(await mine('researcher')).toHaveLength(20);
  });

  it('may be removed by who lost their rights', async () => {
    const key = await add('researcher', anSshKey());
    await portal
      .knex('ssh_key')
      .where({ id: key.body.id })
      .update({ user_ref: principals.gone });
    const path = `/me/ssh-keys/${key.body.id}`;
    expect((await portal.call('gone', 'DELETE', path)).status).toBe(204);
    expect((await add('gone', anSshKey())).status).toBe(403);
  });
});
