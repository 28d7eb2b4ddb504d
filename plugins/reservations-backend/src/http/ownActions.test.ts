import { TestDatabases } from '@backstage/backend-test-utils';
import {
  furnish,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';
import { anSshKey } from '../__testUtils__/sshKeys';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  it('do about what is one’s own what the routes do, for whom they do', async () => {
    const chosen = { reminderMinutes: 30 };
    for (const who of everyone) {
      const answers = [
        [
          await portal.call(who, 'GET', '/me/preferences'),
          await portal.invoke(who, 'get-preferences', {}),
        ],
        [
          await portal.call(who, 'PUT', '/me/preferences', { body: chosen }),
          await portal.invoke(who, 'set-preferences', chosen),
        ],
        [
          await portal.call(who, 'POST', '/me/ssh-keys', {
            body: { publicKey: anSshKey() },
          }),
          await portal.invoke(who, 'add-ssh-key', { publicKey: anSshKey() }),
        ],
        [
          await portal.call(who, 'GET', '/me/feed-tokens'),
          await portal.invoke(who, 'list-calendar-feeds', {}),
        ],
      ];
      for (const [routed, acted] of answers) {
        const status = routed.status < 300 ? 200 : routed.status;
        expect([who, acted.status]).toEqual([who, status]);
      }
    }
  });

  it('keep what one chooses, and refuse what cannot be', async () => {
    const set = (reminderMinutes: unknown) =>
      portal.invoke('insider', 'set-preferences', { reminderMinutes });
    expect((await set(45)).body.output).toEqual({ reminderMinutes: 45 });
    const bad = await set(-1);
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toContain('reminderMinutes');
    const kept = await portal.invoke('insider', 'get-preferences', {});
    expect(kept.body.output).toEqual({ reminderMinutes: 45 });
  });

  it('add a key once, list it, and let nobody else remove it', async () => {
    const input = { publicKey: anSshKey('desk'), idempotencyKey: 'once' };
    const added = await portal.invoke('colleague', 'add-ssh-key', input);
    const again = await portal.invoke('colleague', 'add-ssh-key', input);
    expect(again.body).toEqual(added.body);
    const { key } = added.body.output;
    expect(key).toMatchObject({ title: 'desk', type: 'ssh-ed25519' });
    const one = { id: key.id.toUpperCase() };
    const theirs = await portal.invoke('developer', 'remove-ssh-key', one);
    expect(theirs.status).toBe(404);
    const keys = async () =>
      (await portal.invoke('colleague', 'list-ssh-keys', {})).body.output.keys;
    expect(await keys()).toContainEqual(key);
    const removed = await portal.invoke('colleague', 'remove-ssh-key', one);
    expect(removed.body.output).toEqual({ id: key.id });
    expect(await keys()).not.toContainEqual(key);
    const bad = await portal.invoke('colleague', 'add-ssh-key', {
      publicKey: 'ssh-ed25519 nonsense',
    });
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toContain('publicKey');
  });
});
