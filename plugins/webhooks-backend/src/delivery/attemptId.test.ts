import { TestDatabases } from '@backstage/backend-test-utils';
import { newAttemptId, newAttemptIdSql } from './attemptId';

const NOW = Date.parse('2027-03-16T08:00:00.000Z');
const VERSION_7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('the id of an attempt', () => {
  it('is a UUID of version 7 that begins with the time', () => {
    const id = newAttemptId(NOW);
    expect(id).toMatch(VERSION_7);
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(NOW);
    expect(newAttemptId(NOW)).not.toBe(id);
    expect(newAttemptId(NOW + 1) > id).toBe(true);
  });

  it('is the same kind of thing from the database', async () => {
    const knex = await databases.init('POSTGRES_18');
    const { rows } = await knex.raw(
      `SELECT ${newAttemptIdSql('now')}::text AS id
       FROM unnest(ARRAY[?, ?]::bigint[]) AS now ORDER BY 1`,
      [NOW, NOW],
    );
    const ids = rows.map((row: { id: string }) => row.id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) {
      expect(id).toMatch(VERSION_7);
      expect(id.slice(0, 13)).toBe(newAttemptId(NOW).slice(0, 13));
    }
  });
});
