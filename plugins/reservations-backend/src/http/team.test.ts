import { TestDatabases } from '@backstage/backend-test-utils';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { type Portal, principals, startPortal } from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('whom somebody leads', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init('SQLITE_3'));
  });
  afterAll(() => portal.stop());

  const teamOf = async (who: keyof typeof principals) =>
    (await portal.done<{ items: string[] }>(who, 'GET', '/me/team')).items;

  it('is their team and its people, and nobody for who leads none', async () => {
    const team = await teamOf('labLead');
    expect(team[0]).toBe('group:default/lab');
    expect(team).toContain(principals.colleague);
    expect(team).not.toContain('group:default/vault-team');
    expect(await teamOf('developer')).toEqual([]);
    expect(await teamOf('admin')).toEqual([]);
  });

  it('narrows a list of bookings', async () => {
    const list = async (who: keyof typeof principals, query: string) =>
      (
        await portal.done<{ items: Booking[] }>(
          who,
          'GET',
          `/bookings?${query}`,
        )
      ).items.map(({ owner }) => owner);
    const site = await portal.site({ name: 'team-site' });
    const type = await portal.type({ name: 'team-type' });
    const resource = await portal.resource({
      name: 'team-resource',
      siteRef: site.entityRef,
      type: type.name,
    });
    for (const [index, who] of (
      ['colleague', 'developer', 'labLead'] as const
    ).entries()) {
      await portal.done(who, 'POST', '/bookings', {
        body: {
          resourceRefs: [resource.entityRef],
          title: who,
          start: `2030-03-1${index}T08:00:00Z`,
          end: `2030-03-1${index}T09:00:00Z`,
        },
      });
    }
    const owners = await list('labLead', 'owner=team');
    expect(owners).toContain(principals.colleague);
    expect(owners).not.toContain(principals.developer);
    expect(await list('developer', 'owner=team')).toEqual([]);
    expect(await list('developer', 'owner=team&owner=me')).toEqual([
      principals.developer,
    ]);
  });
});
