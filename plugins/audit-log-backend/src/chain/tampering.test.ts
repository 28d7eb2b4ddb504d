import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  DAY,
  draft,
  headsDirectory,
  KEY,
  openChain,
  type OpenChain,
  OTHER_KEY,
} from '../__testUtils__/chains';
import { indexOf } from './indexOf';
import { KeyRing } from './KeyRing';
import { seal } from './seal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const COUNT = 40;

/** What somebody does to the database, and what must be said of it. */
interface Tampering {
  does: string;
  how: (knex: Knex, chain: OpenChain) => Promise<unknown>;
  position: number;
  reason: string;
}

const all = ['entry', 'entry_site', 'entry_subject'];

async function remove(knex: Knex, where: string) {
  for (const table of all) {
    await knex(table).whereRaw(where).delete();
  }
}

async function move(knex: Knex, where: string, by: number) {
  for (const table of all) {
    // Far away first: positions are unique.
    await knex(table)
      .whereRaw(where)
      .update({ position: knex.raw('position + 1000000') });
    await knex(table)
      .where('position', '>', 1_000_000)
      .update({ position: knex.raw('position - 1000000 + ?', [by]) });
  }
}

async function swap(knex: Knex, a: number, b: number) {
  await move(knex, `position = ${a}`, 500_000);
  await move(knex, `position = ${b}`, a - b);
  await move(knex, `position = ${a + 500_000}`, b - a - 500_000);
}

/** An entry as somebody would make it up who does not have the key. */
async function makeUp(knex: Knex, position: number) {
  const before = await knex('entry')
    .where({ position: position - 1 })
    .first();
  const { link, entry } = seal(KeyRing.create([OTHER_KEY]), draft(), {
    position,
    previousHash: before?.hash ?? '',
    recordedAt: Date.now(),
  });
  const { columns } = indexOf(entry);
  await knex('entry').insert({
    position,
    sealed: link.sealed,
    previous_hash: link.previousHash,
    hash: link.hash,
    key_id: KeyRing.create([KEY]).currentId,
    ...columns,
  });
}

async function edit(knex: Knex, position: number, change: object) {
  await knex('entry').where({ position }).update(change);
}

async function editSealed(knex: Knex, position: number) {
  const row = await knex('entry').where({ position }).first();
  await edit(knex, position, {
    sealed: row.sealed.replace(
      /"actor":"[^"]*"/,
      '"actor":"user:default/somebody-else"',
    ),
    actor: 'user:default/somebody-else',
  });
}

async function setTip(knex: Knex, position: number) {
  const row = await knex('entry').where({ position }).first();
  await knex('chain_head').update({ position, hash: row?.hash ?? '' });
}

/** `p` counts from the first entry that is there. */
const tamperings = (p: (nth: number) => number): Tampering[] => [
  {
    does: 'edits an entry',
    how: knex => editSealed(knex, p(7)),
    position: p(7),
    reason: 'edited',
  },
  {
    does: 'edits the last entry',
    how: knex => editSealed(knex, p(COUNT)),
    position: p(COUNT),
    reason: 'edited',
  },
  {
    does: 'edits the hash of an entry',
    how: knex => edit(knex, p(7), { hash: 'f'.repeat(64) }),
    position: p(7),
    reason: 'edited',
  },
  {
    does: 'hides who did it from searches',
    how: knex => edit(knex, p(9), { actor: 'user:default/innocent' }),
    position: p(9),
    reason: 'index-differs',
  },
  {
    does: 'hides it from searches by words',
    how: knex => edit(knex, p(9), { words: 'nothing' }),
    position: p(9),
    reason: 'index-differs',
  },
  {
    does: 'moves it out of a site',
    how: knex =>
      knex('entry_site')
        .where({ position: p(9) })
        .delete(),
    position: p(9),
    reason: 'index-differs',
  },
  {
    does: 'moves it to another page of a search',
    how: knex =>
      knex('entry_subject')
        .where({ position: p(9) })
        .update({ at: 5 }),
    position: p(9),
    reason: 'index-differs',
  },
  {
    does: 'deletes an entry',
    how: knex => remove(knex, `position = ${p(11)}`),
    position: p(11),
    reason: 'missing',
  },
  {
    does: 'deletes the first entries',
    how: knex => remove(knex, `position <= ${p(5)}`),
    position: p(1),
    reason: 'missing',
  },
  {
    does: 'deletes an entry and closes the gap',
    how: async knex => {
      await remove(knex, `position = ${p(11)}`);
      await move(knex, `position > ${p(11)}`, -1);
    },
    position: p(11),
    reason: 'missing',
  },
  {
    does: 'inserts an entry',
    how: async knex => {
      await move(knex, `position >= ${p(13)}`, 1);
      await makeUp(knex, p(13));
    },
    position: p(13),
    reason: 'inserted',
  },
  {
    does: 'appends an entry',
    how: knex => makeUp(knex, p(COUNT + 1)),
    position: p(COUNT + 1),
    reason: 'inserted',
  },
  {
    does: 'appends an entry and moves the end',
    how: async knex => {
      await makeUp(knex, p(COUNT + 1));
      await setTip(knex, p(COUNT + 1));
    },
    position: p(COUNT + 1),
    reason: 'edited',
  },
  {
    does: 'swaps two entries',
    how: knex => swap(knex, p(15), p(20)),
    position: p(15),
    reason: 'reordered',
  },
  {
    does: 'deletes the newest entries',
    how: knex => remove(knex, `position > ${p(30)}`),
    position: p(31),
    reason: 'truncated',
  },
  {
    does: 'deletes the newest entries and moves the end',
    how: async knex => {
      await remove(knex, `position > ${p(30)}`);
      await setTip(knex, p(30));
    },
    position: p(31),
    reason: 'unsigned-head',
  },
  {
    does: 'deletes the row that says where the chain ends',
    how: knex => knex('chain_head').delete(),
    position: p(COUNT + 1),
    reason: 'unsigned-head',
  },
  {
    does: 'pretends that entries were purged',
    how: async knex => {
      const row = await knex('entry')
        .where({ position: p(5) })
        .first();
      await remove(knex, `position <= ${p(5)}`);
      await knex('chain_head').update({
        purged_to: p(5),
        purged_hash: row.hash,
      });
    },
    position: p(1),
    reason: 'unrecorded-purge',
  },
];

describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
  describe.each([
    ['before a purge', 0],
    ['after a purge', 25],
  ])('%s', (_, purged) => {
    const p = (nth: number) => (purged === 0 ? nth : purged + nth);
    let chain: OpenChain;
    let rows: Record<string, object[]>;

    async function restore() {
      for (const table of [...all, 'chain_head']) {
        await chain.knex(table).delete();
        await chain.knex.batchInsert(table, rows[table], 50);
      }
    }

    beforeAll(async () => {
      chain = await openChain(await databases.init(id));
      if (purged > 0) {
        await chain.fill(purged);
        chain.clock.advance(40 * DAY);
        await chain.fill(COUNT - 1);
        await chain.purger.run();
      } else {
        await chain.fill(COUNT);
      }
      rows = Object.fromEntries(
        await Promise.all(
          [...all, 'chain_head'].map(async table => [
            table,
            await chain.knex(table).select(),
          ]),
        ),
      );
    });
    afterEach(restore);

    it('finds nothing where nothing was done', async () => {
      expect(await chain.verify()).toMatchObject({
        valid: true,
        checked: COUNT,
        firstBroken: undefined,
        purgedTo: purged || undefined,
        first: { position: p(1) },
        last: { position: p(COUNT) },
      });
    });

    it.each(tamperings(p).map(one => [one.does, one] as const))(
      'finds who %s',
      async (_does, { how, position, reason }) => {
        await how(chain.knex, chain);
        const found = await chain.verify();
        expect(found.valid).toBe(false);
        expect(found.firstBroken).toMatchObject({ position, reason });
      },
    );

    it('finds what was deleted after more was recorded', async () => {
      await remove(chain.knex, `position > ${p(30)}`);
      await setTip(chain.knex, p(30));
      await chain.record({});
      const found = await chain.verify();
      expect(found.firstBroken).toMatchObject({
        position: p(31),
        reason: 'truncated',
      });
      expect(chain.logger.error).toHaveBeenCalledWith(
        expect.stringContaining('tampered'),
      );
    });
  });

  it('finds an older state of the database by its signed heads', async () => {
    const directory = await headsDirectory();
    const chain = await openChain(await databases.init(id), { directory });
    await chain.fill(20);
    const old = {
      entry: await chain.knex('entry').select(),
      entry_site: await chain.knex('entry_site').select(),
      entry_subject: await chain.knex('entry_subject').select(),
      chain_head: await chain.knex('chain_head').select(),
    };
    await chain.fill(20);
    await chain.heads.write();
    expect(await chain.verify()).toMatchObject({
      valid: true,
      heads: { kept: true, newestPosition: 40 },
    });

    for (const [table, rows] of Object.entries(old)) {
      await chain.knex(table).delete();
      await chain.knex.batchInsert(table, rows, 50);
    }
    const restarted = await openChain(chain.knex, { directory });
    expect((await restarted.verify()).firstBroken).toMatchObject({
      position: 21,
      reason: 'truncated',
    });
    // What is recorded from then on has other entries where the head had been.
    await restarted.fill(30);
    expect((await restarted.verify()).firstBroken).toMatchObject({
      position: 40,
      reason: 'rewritten',
    });
    await rm(directory, { recursive: true });
  });

  it('finds that everything is gone', async () => {
    const directory = await headsDirectory();
    const chain = await openChain(await databases.init(id), { directory });
    await chain.fill(10);
    await chain.heads.write();
    await remove(chain.knex, 'position > 0');
    await chain.knex('chain_head').update({
      position: 0,
      hash: '',
      key_id: '',
      signature: '',
      recorded_at: 0,
    });
    const emptied = await openChain(chain.knex, { directory });
    expect((await emptied.verify()).firstBroken).toMatchObject({
      position: 1,
      reason: 'truncated',
    });
    await rm(directory, { recursive: true });
  });

  it('finds a head that nobody signed', async () => {
    const directory = await headsDirectory();
    const chain = await openChain(await databases.init(id), { directory });
    await chain.fill(10);
    await chain.heads.write();
    const [file] = await readdir(directory);
    const path = join(directory, file);
    const line = await readFile(path, 'utf8');
    // Half a line at the end is a crash, not an attack.
    await appendFile(path, line.slice(0, 40));
    expect(await chain.verify()).toMatchObject({
      valid: true,
      heads: { checked: 1 },
    });
    await writeFile(path, line.replace('"position":10', '"position":9'));
    expect((await chain.verify()).firstBroken).toMatchObject({
      reason: 'unsigned-head',
      message: expect.stringContaining(file),
    });
    await rm(directory, { recursive: true });
  });

  it('goes on with a new key and knows the old one', async () => {
    const knex = await databases.init(id);
    const old = await openChain(knex, { keys: [KEY] });
    await old.fill(5);
    const rotated = await openChain(knex, { keys: [OTHER_KEY, KEY] });
    await rotated.fill(5);
    const found = await rotated.verify();
    expect(found).toMatchObject({ valid: true, checked: 10 });
    expect(found.keyIds).toHaveLength(2);
    const forgetful = await openChain(knex, { keys: [OTHER_KEY] });
    expect((await forgetful.verify()).firstBroken).toMatchObject({
      position: 1,
      reason: 'unknown-key',
    });
  });

  it('records what is there already once', async () => {
    const chain = await openChain(await databases.init(id));
    const one = draft();
    await Promise.all([
      chain.recorder.record([one, one]),
      chain.recorder.record([one]),
    ]);
    await chain.recorder.record([one, { ...one, action: 'other' }]);
    expect(await chain.verify()).toMatchObject({ valid: true, checked: 1 });
    const other = draft({ id: randomUUID() });
    await chain.recorder.record([one, other]);
    expect(await chain.verify()).toMatchObject({ valid: true, checked: 2 });
  });

  it('makes one chain of what several backends record at once', async () => {
    const knex = await databases.init(id);
    const backends = await Promise.all([openChain(knex), openChain(knex)]);
    await Promise.all(
      backends.flatMap(({ recorder }) =>
        Array.from({ length: 150 }, async () => {
          await recorder.record([draft()]);
        }),
      ),
    );
    const found = await backends[0].verify();
    expect(found).toMatchObject({
      valid: true,
      checked: 300,
      last: { position: 300 },
    });
  });

  it('does not purge what was tampered with, nor what is younger than it seems', async () => {
    const chain = await openChain(await databases.init(id));
    await chain.fill(10);
    chain.clock.advance(40 * DAY);
    await chain.fill(10);
    await chain
      .knex('entry')
      .where('position', '<=', 15)
      .update({ recorded_at: 1 });
    await chain.purger.run();
    await edit(chain.knex, 4, { sealed: '{}' });
    await chain.purger.run();
    const [{ n }] = await chain.knex('entry').count({ n: '*' });
    expect(Number(n)).toBe(20);
    expect(chain.logger.error).toHaveBeenCalledTimes(2);
  });

  it('goes on with a purge that was interrupted, and shows none of it', async () => {
    const chain = await openChain(await databases.init(id));
    await chain.fill(30);
    chain.clock.advance(40 * DAY);
    await chain.fill(10);
    const aborted = new AbortController();
    jest.spyOn(chain.heads, 'write').mockImplementationOnce(async () => {
      aborted.abort();
    });
    await chain.purger.run(aborted.signal);
    const [{ n }] = await chain.knex('entry').count({ n: '*' });
    expect(Number(n)).toBe(41);
    expect(await chain.verify()).toMatchObject({ valid: true, checked: 11 });
    await chain.purger.run();
    expect(await chain.verify()).toMatchObject({
      valid: true,
      purgedTo: 30,
      checked: 11,
    });
    await chain.purger.run();
    expect(await chain.verify()).toMatchObject({ valid: true, checked: 11 });
  });
});
