import { Outbox } from '.';
import {
  appendAll,
  createDatabases,
  createRelay,
  drain,
  gate,
  happened,
  migrated,
  recordingSink,
  until,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

const databases = createDatabases();

// SQLite has one writer: there is nothing under way that could be missed.
describe('registerSinks on PostgreSQL', () => {
  it.each([
    ['now', [2]],
    ['replay', [1, 2]],
  ] as const)(
    'draws a line between appends that are under way, for "%s"',
    async (start, expected) => {
      const knex = await migrated(databases, 'POSTGRES_18');
      const outbox = Outbox.create({ database: knex });
      await outbox.registerSinks([{ id: 'first' }]);
      const waiting = async (statement: string) =>
        (
          await knex.raw(
            `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE NOT l.granted AND a.datname = current_database() AND a.query LIKE ?`,
            [`%${statement}%`],
          )
        ).rows[0].n === 1;

      const underWay = gate();
      const before = knex.transaction(async tx => {
        await outbox.append(tx, [happened('booking:1')]);
        await underWay.opened;
      });
      await until(
        async () =>
          (await knex('pg_locks').where({ mode: 'RowExclusiveLock' })).length >
          0,
      );
      const sink = recordingSink('second', { start });
      const registered = outbox.registerSinks([sink]);
      await until(() => waiting('LOCK TABLE'));
      const after = appendAll(knex, outbox, [happened('booking:1')]);
      await until(() => waiting('outbox_append'));
      expect(await knex('outbox_sink').where({ sink: 'second' })).toEqual([]);
      underWay.open();
      await Promise.all([before, registered, after]);

      await drain(createRelay(knex, outbox, [sink]));
      expect(sink.received.map(({ sequence }) => sequence)).toEqual(expected);
    },
  );
});
