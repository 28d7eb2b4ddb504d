import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { ManualClock } from '@callboard/backend-database';
import { asUser, createWorld } from '../__testUtils__/world';
import { ReportMaker } from './ReportMaker';
import { ReportMailer, readSchedule } from './ReportMailer';
import { ReportStore } from './ReportStore';
import { SentReports } from './SentReports';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const HOUR = 3_600_000;

describe.each(databases.eachSupportedId())('reports on schedule, %p', id => {
  async function setup() {
    // A Monday, nine o'clock in Rome.
    const clock = new ManualClock('2027-03-15T08:00:00.000Z');
    const world = await createWorld(await databases.init(id), clock);
    const sends: NotificationSendOptions[] = [];
    let isDown = false;
    const notifications = {
      send: async (one: NotificationSendOptions) => {
        if (isDown) throw new Error('Nobody answers');
        sends.push(one);
      },
    };
    const mailer = (schedule: 'off' | 'weekly' | 'monthly' = 'weekly') =>
      ReportMailer.create({
        maker: ReportMaker.create({
          database: world.database,
          store: ReportStore.create(),
        }),
        database: world.database,
        inventory: world.inventory,
        sites: world.sites,
        sent: SentReports.create(),
        notifications,
        logger: mockServices.logger.mock(),
        schedule,
      });
    const change = async (body: object) => {
      await world.sites.update(world.site.id, body, '*', asUser('admin'));
    };
    await change({ admins: ['group:default/facility'] });
    await world.resource('scope', {
      rates: [{ from: '2027-01-01', perUnitHour: 10, currency: 'EUR' }],
    });
    await world.book('scope', '10:00', '12:00');
    return {
      world,
      clock,
      sends,
      mailer,
      change,
      stopAnswering: (value: boolean) => {
        isDown = value;
      },
    };
  }

  it('tells the admins of the week that is over, with the way to it', async () => {
    const { clock, sends, mailer } = await setup();
    clock.advance(7 * 24 * HOUR);
    expect(await mailer().run()).toBe(1);
    expect(sends).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/facility'],
        },
        payload: {
          title: 'Campus: 1 % used, 15\u2009–\u200921 March 2027',
          description:
            '2 h in 1 booking · 0 no-shows · 0 cancelled · 0 released early · cost €20.00',
          link: '/reservations/reports?site=resource%3Adefault%2Fcampus&tz=Europe%2FRome&range=own&from=2027-03-15&to=2027-03-21',
          topic: 'usage-reports',
          severity: 'low',
          scope: expect.stringMatching(/^usage-report:.*:2027-W11$/),
          metadata: {
            translations: {
              it: {
                title: 'Campus: usato al 1 %, 15–21 marzo 2027',
                description:
                  '2 h in 1 prenotazione · 0 assenze · 0 annullate · 0 rilasciate prima · costo 20,00\u00a0€',
              },
            },
          },
        },
      },
    ]);
  });

  it('sends each once, with several backends and after a restart', async () => {
    const { clock, sends, mailer } = await setup();
    const backends = Array.from({ length: 4 }, () => mailer());
    await Promise.all(backends.map(one => one.run()));
    expect(sends).toHaveLength(1);
    await mailer().run();
    clock.advance(24 * HOUR);
    await mailer().run();
    expect(sends).toHaveLength(1);
    clock.advance(6 * 24 * HOUR);
    await Promise.all(backends.map(one => one.run()));
    expect(sends).toHaveLength(2);
  });

  it('tries again what could not be sent', async () => {
    const { sends, mailer, stopAnswering } = await setup();
    stopAnswering(true);
    expect(await mailer().run()).toBe(0);
    stopAnswering(false);
    expect(await mailer().run()).toBe(1);
    expect(sends).toHaveLength(1);
  });

  it('takes over from who died over it, not from who is at it', async () => {
    const { world, clock, mailer } = await setup();
    await world.database.write(tx =>
      SentReports.create().claim(
        tx,
        world.site.id,
        '2027-W10',
        Date.parse('2027-03-15T08:00:00.000Z'),
      ),
    );
    clock.advance(5 * 60_000);
    expect(await mailer().run()).toBe(0);
    clock.advance(6 * 60_000);
    expect(await mailer().run()).toBe(1);
  });

  it('is as the site says, and else as configured', async () => {
    const { world, mailer, change, sends } = await setup();
    expect(await mailer('off').run()).toBe(0);
    await change({ usageReports: 'off' });
    expect(await mailer('weekly').run()).toBe(0);
    await change({ usageReports: 'monthly' });
    expect(await mailer('off').run()).toBe(1);
    expect(sends[0].payload.scope).toMatch(/:2027-02$/);
    expect((await world.sites.get(world.site.id)).usageReports).toBe('monthly');
    await change({ usageReports: 'default' });
    expect((await world.sites.get(world.site.id)).usageReports).toBe(undefined);
    expect(await mailer('off').run()).toBe(0);
    await change({ admins: [] });
    expect(await mailer('weekly').run()).toBe(0);
  });
});

it('reads how often', () => {
  const read = (every?: string) =>
    readSchedule(
      new ConfigReader({ callboard: { reservations: { reports: { every } } } }),
    );
  expect(read()).toBe('off');
  expect(read('monthly')).toBe('monthly');
  expect(() => read('daily')).toThrow("is 'daily', not one of");
});
