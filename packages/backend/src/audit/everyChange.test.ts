import { readFileSync } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import {
  type Audited,
  type Caller,
  type Plugin,
  startAuditedPortal,
  visitors,
} from './__testUtils__/startAuditedPortal';
import { type Step, steps } from './__testUtils__/steps';

/*
 * I3: one event and one audit row for each state change, none without. Every
 * operation of every plugin that may change something is tried first by somebody
 * who may not, then done by somebody who may; what is in the outbox and in the
 * audit log afterwards must be exactly what the tables in `steps` say. An operation
 * that is neither in a table nor among those that change nothing fails the test.
 */
/** Operations with another method than GET that change nothing that is on record. */
const CHANGES_NOTHING: Record<string, string[]> = {
  reservations: [
    'previewBooking',
    'previewMaintenanceWindow',
    'searchSlots',
    // How early one is reminded concerns nobody else: no event, and no row.
    'setMyPreferences',
  ],
  // What a plugin announces is an event of that plugin, and in its outbox.
  webhooks: ['registerEventTypes', 'publishEvent'],
  // What a sandbox pretends is no change of anything that is.
  'service-requests': ['previewRequest', 'setSandboxBehaviour'],
};

/** Those that have an outbox. */
const announcing = ['reservations', 'webhooks', 'service-requests'] as const;

/** Refused in turn, so that nobody is refused so often that it is only counted. */
const STRANGERS: Caller[] = ['visitor', 'auditor', undefined];

describe('the table', () => {
  it.each(Object.entries<Step[]>(steps))(
    'has every operation of %s that changes something',
    (plugin, known) => {
      const { paths } = parse(
        readFileSync(
          require.resolve(
            `@callboard/backstage-plugin-${plugin}-common/openapi.yaml`,
          ),
          'utf8',
        ),
      );
      const changing = Object.values<Record<string, any>>(paths).flatMap(item =>
        ['post', 'put', 'patch', 'delete'].flatMap(
          method => item[method]?.operationId ?? [],
        ),
      );
      const operations = [
        ...new Set(known.map(({ operation }) => operation)),
        ...CHANGES_NOTHING[plugin],
      ];
      expect(operations.sort()).toEqual(changing.sort());
    },
  );
});

describe('I3: one event and one audit row for each state change', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('on %p', id => {
    let portal: Audited;
    const kept: Record<string, string> = {};
    let seen = 0;
    const tried = new Map<string, number>();

    beforeAll(async () => {
      portal = await startAuditedPortal({
        reservations: await databases.init(id),
        webhooks: await databases.init(id),
        'service-requests': await databases.init(id),
        'audit-log': await databases.init(id),
      });
      kept.receiver = portal.receiverUrl;
      // As late as it is asked for: the past that can be booked is short.
      Object.defineProperty(kept, 'fourMinutesAgo', {
        get: () => new Date(Date.now() - 240_000).toISOString(),
      });
      // The receiver of events must be known before an endpoint may ask for them.
      await until(async () => {
        const { body } = await portal.call(
          'admin',
          'webhooks',
          'GET',
          '/event-types',
        );
        return (body.items ?? []).length > 0;
      });
    });
    afterAll(() => portal.stop());

    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name) => kept[name] ?? whole);

    const send = (who: Caller, plugin: Plugin, { method, path, body }: Step) =>
      portal.call(
        who,
        plugin,
        method,
        fill(path),
        body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body))),
      );

    /** Not twice the same for the same: that is only counted, for ten seconds. */
    function nextStranger(operation: string): Caller {
      const times = tried.get(operation) ?? 0;
      tried.set(operation, times + 1);
      return times > 0
        ? visitors[times]
        : STRANGERS[tried.size % STRANGERS.length];
    }

    const countEvents = async () => {
      const counts = await Promise.all(
        announcing.map(plugin =>
          portal.knexes[plugin]('outbox_event').count({ n: '*' }).first(),
        ),
      );
      return counts.reduce((sum, row) => sum + Number(row!.n), 0);
    };

    /** What the log has gained, once it has at least so much. */
    async function gained(count: number) {
      let fresh: any[] = [];
      await until(async () => {
        const { body } = await portal.call(
          'auditor',
          'audit-log',
          'GET',
          '/entries?limit=100',
        );
        fresh = body.items.filter((one: any) => one.position > seen);
        return fresh.length >= count;
      });
      // Whatever comes late is found by the next step.
      seen = Math.max(seen, ...fresh.map(({ position }) => position));
      return fresh.sort((a, b) => a.position - b.position);
    }

    // What the portal offers is announced when it starts.
    beforeAll(async () => {
      await gained(await countEvents());
    });

    const cases = announcing.flatMap(plugin =>
      steps[plugin].map((one): [string, Plugin, Step] => [
        one.operation,
        plugin,
        one,
      ]),
    );

    it.each(cases)('%s', async (_name, plugin, one) => {
      await one.before?.(portal.knexes[plugin]);
      const before = await countEvents();
      const isOwn = one.path.startsWith('/me/');
      const stranger = isOwn ? undefined : nextStranger(one.operation);
      const refused = await send(stranger, plugin, one);
      expect([401, 403, 404]).toContain(refused.status);
      const [denied, ...more] = await gained(1);
      expect(more).toEqual([]);
      expect(denied).toMatchObject({
        plugin,
        kind: 'access',
        action: 'access.denied',
        outcome: 'denied',
        actor: stranger ? `user:default/${stranger}` : 'anonymous',
      });
      expect(await countEvents()).toBe(before);

      const done = await send(one.by, plugin, one);
      if (done.status >= 300) {
        throw new Error(`${done.status}: ${JSON.stringify(done.body)}`);
      }
      if (one.keep) {
        const { body } = done;
        kept[one.keep] = body.series?.id ?? body.id ?? body.deliveryId;
        kept.manifestHash = body.manifestHash ?? kept.manifestHash;
        kept.service = body.items?.[0].placements[0].serviceId ?? kept.service;
      }
      const actor = one.by!.startsWith('plugin:')
        ? one.by!
        : `user:default/${one.by}`;
      const { accesses = [], events } = one;
      const entries = await gained(events.length + accesses.length);
      const of = (kind: string) => entries.filter(entry => entry.kind === kind);
      expect(
        of('event')
          .map(({ action }) => action)
          .sort(),
      ).toEqual([...events].sort());
      expect(
        of('access')
          .map(({ action }) => action)
          .sort(),
      ).toEqual([...accesses].sort());
      expect(new Set(entries.map(entry => entry.actor))).toEqual(
        new Set(one.actors ?? [actor]),
      );
      expect(entries.every(entry => entry.plugin === plugin)).toBe(true);
      const named = of('event').filter(({ subject }) => subject?.title);
      expect(plugin === 'service-requests' ? named : of('event')).toEqual(
        of('event'),
      );
      expect(await countEvents()).toBe(before + events.length);
    });

    it('has rows for the events of the outboxes and for no others', async () => {
      const ids = async (
        knex: Audited['knexes'][Plugin],
        table: string,
        column: string,
      ) => knex(table).pluck(column);
      const outboxes = [
        ...(await ids(portal.knexes.reservations, 'outbox_event', 'id')),
        ...(await ids(portal.knexes.webhooks, 'outbox_event', 'id')),
        ...(await ids(portal.knexes['service-requests'], 'outbox_event', 'id')),
      ];
      const rows: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await portal.call(
          'auditor',
          'audit-log',
          'GET',
          `/entries?kind=event&limit=50${cursor ? `&cursor=${cursor}` : ''}`,
        );
        rows.push(...body.items.map((one: { id: string }) => one.id));
        cursor = body.nextCursor;
      } while (cursor);
      expect(rows.sort()).toEqual(outboxes.sort());
      const { body } = await portal.call(
        'auditor',
        'audit-log',
        'POST',
        '/verify',
      );
      expect(body).toMatchObject({ valid: true, checked: seen });
    });
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error('Waited in vain');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
