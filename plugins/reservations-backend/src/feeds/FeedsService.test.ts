import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Principal } from '@callboard/access-policy';
import type { PrincipalResolver } from '@callboard/access-principals';
import ICAL from 'ical.js';
import { asUser, at, createWorld, NOW } from '../__testUtils__/world';
import { FeedsService } from './FeedsService';
import { FetchLimit } from './FetchLimit';
import { PersonAccess } from './PersonAccess';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY_MS = 86_400_000;

const researcher: Principal = {
  kind: 'user',
  ref: 'user:default/researcher',
  claims: ['user:default/researcher'],
  roles: ['member'],
};

describe.each(databases.eachSupportedId())('feeds on %p', id => {
  async function createFeed(
    options: { enforced?: boolean; maxEvents?: number } = {},
  ) {
    const world = await createWorld(await databases.init(id));
    await world.resource('laser');
    const who: { is: () => Promise<Principal> } = {
      is: async () => researcher,
    };
    const principals = {
      forUser: () => who.is(),
    } as Partial<PrincipalResolver> as PrincipalResolver;
    const feeds = FeedsService.create({
      ...world,
      tokens: world.feedTokens,
      people: PersonAccess.create({
        principals,
        enforced: options.enforced ?? true,
      }),
      limit: FetchLimit.create(),
      maxEvents: options.maxEvents,
    });
    let token = '';
    const made = await world.feedTokens.add(
      {
        title: 'Phone',
        scope: { kind: 'site', ref: world.site.entityRef },
      },
      given => {
        token = given;
        return given;
      },
      asUser(),
    );
    const titles = async () => {
      const text = await feeds.read(token);
      const calendar = new ICAL.Component(ICAL.parse(text!));
      return {
        titles: calendar
          .getAllSubcomponents('vevent')
          .map(event => String(event.getFirstPropertyValue('summary')))
          .map(summary => summary.replace('laser: ', '')),
        more: calendar.getFirstPropertyValue('x-wr-caldesc') !== null,
      };
    };
    return { world, who, feeds, made, token, titles };
  }

  it('show what is to come before what is over, and say that there is more', async () => {
    const { world, titles } = await createFeed({ maxEvents: 3 });
    for (const [title, start, end] of [
      ['first', '08:00', '08:30'],
      ['second', '09:00', '09:30'],
      ['now', '10:00', '12:00'],
      ['next', '12:00', '13:00'],
    ]) {
      await world.book('laser', start, end, { title });
    }
    expect(await titles()).toEqual({
      titles: ['first', 'second', 'now'],
      more: true,
    });
    world.clock.now = Date.parse(at('11:00'));
    expect(await titles()).toEqual({
      titles: ['second', 'now', 'next'],
      more: true,
    });
    await world.book('laser', '15:00', '16:00', { title: 'later' });
    expect(await titles()).toEqual({
      titles: ['now', 'next', 'later'],
      more: true,
    });
    world.clock.now = Date.parse(NOW) + 100 * DAY_MS;
    expect(await titles()).toEqual({ titles: [], more: false });
  });

  it('are gone with the person, and back with them', async () => {
    const { who, feeds, token } = await createFeed();
    expect(await feeds.read(token)).toContain('BEGIN:VCALENDAR');
    who.is = async () => ({ ...researcher, claims: [], roles: [] });
    expect(await feeds.read(token)).toBeUndefined();
    who.is = async () => ({ ...researcher, roles: [] });
    expect(await feeds.read(token)).toBeUndefined();
    who.is = async () => researcher;
    expect(await feeds.read(token)).toContain('BEGIN:VCALENDAR');
  });

  it('are not read while nobody knows who is who', async () => {
    const { who, feeds, token } = await createFeed();
    who.is = async () => {
      throw new ServiceUnavailableError('The catalog is out');
    };
    await expect(feeds.read(token)).rejects.toThrow(ServiceUnavailableError);
  });

  it('show everything to everybody where there are no permissions, but to nobody who has left', async () => {
    const { who, feeds, token } = await createFeed({ enforced: false });
    who.is = async () => ({ ...researcher, roles: [] });
    expect(await feeds.read(token)).toContain('BEGIN:VCALENDAR');
    who.is = async () => ({ ...researcher, claims: [], roles: [] });
    expect(await feeds.read(token)).toBeUndefined();
  });

  it('note when they were read, to the minute, and only then', async () => {
    const { world, feeds, token, who } = await createFeed();
    const used = async () => {
      const [{ lastUsedAt }] = await world.feedTokens.list(researcher.ref);
      return lastUsedAt;
    };
    who.is = async () => ({ ...researcher, claims: [] });
    await feeds.read(token);
    expect(await used()).toBeUndefined();
    who.is = async () => researcher;
    await feeds.read(token);
    expect(await used()).toBe(NOW);
    world.clock.now += 59_000;
    await feeds.read(token);
    expect(await used()).toBe(NOW);
    world.clock.now += 1_000;
    await feeds.read(token);
    expect(await used()).toBe('2027-03-15T08:01:00.000Z');
  });
});
