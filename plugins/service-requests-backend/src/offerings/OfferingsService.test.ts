import { TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import { type Backends, openBackends } from '../quotas/__testUtils__/ledgers';
import { CrdValidator } from '../crds';
import type { PriceTable } from '../cost';
import { postgresqlDocument } from './__testUtils__/shipped';
import { KnexOfferingStore } from './OfferingStore';
import { OfferingsService } from './OfferingsService';
import { toOffering } from './toOffering';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const prices: PriceTable = {
  date: '2026-11-01',
  currency: 'EUR',
  source: 'Made up',
  prices: {},
};
const ADMIN = 'user:default/admin';

/** Definitions in which an Instance knows a region and a class only. */
const strict = {
  load: async () => [
    {
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'rds.aws.m.upbound.io',
        scope: 'Namespaced',
        names: { kind: 'Instance' },
        versions: [
          {
            name: 'v1beta1',
            served: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    properties: { forProvider: { type: 'object' } },
                  },
                },
              },
            },
          },
        ],
      },
    },
  ],
};

function named(name: string, title = 'Database') {
  return { ...postgresqlDocument(), name, title };
}

describe.each(databases.eachSupportedId())('OfferingsService, %s', id => {
  let backends: Backends;
  let database: Database;

  async function createService(
    on = database,
    crds?: { load(): Promise<unknown[]> },
  ) {
    return OfferingsService.create({
      database: on,
      store: KnexOfferingStore.create(),
      crds: await CrdValidator.create(crds),
      prices,
    });
  }

  function eventsOf(name: string) {
    return database.read(async db => {
      const rows: { type: string; aggregate: string }[] = await db
        .knex('outbox_event')
        .where({ aggregate: `offering:${name}` })
        .orderBy('sequence');
      return rows.map(({ type }) => type);
    });
  }

  beforeAll(async () => {
    backends = await openBackends(databases, id);
    [database] = backends.both;
  });

  afterAll(() => backends.close());

  beforeEach(() =>
    database.write(async tx => {
      await tx.knex('offering_version').delete();
      await tx.knex('offering').delete();
      await tx.knex('outbox_event').delete();
    }),
  );

  it('keeps every version, and answers with the latest', async () => {
    const offerings = await createService();
    const made = await offerings.create(named('sql'), ADMIN);
    expect(made.record).toMatchObject({
      version: 1,
      source: 'portal',
      status: 'active',
    });
    const changed = await offerings.update(
      'sql',
      { document: named('sql', 'Better database') },
      1,
      ADMIN,
    );
    expect(changed.record.version).toBe(2);
    expect(offerings.definition('sql')?.title).toBe('Better database');
    expect(offerings.definition('sql', 1)?.title).toBe('Database');
    // Another backend that starts now knows both.
    const other = await createService(backends.both[1]);
    expect(other.definition('sql')?.version).toBe(2);
    expect(other.definition('sql', 1)?.title).toBe('Database');
    expect(await eventsOf('sql')).toEqual([
      'offering.created',
      'offering.changed',
    ]);
  });

  it('makes no version of what is the same', async () => {
    const offerings = await createService();
    await offerings.create(named('sql'), ADMIN);
    const again = await offerings.update(
      'sql',
      { document: named('sql') },
      '*',
      ADMIN,
    );
    expect(again.record.version).toBe(1);
    expect(await eventsOf('sql')).toEqual(['offering.created']);
  });

  it('refuses a stale change, another name, and what is not made here', async () => {
    const offerings = await createService();
    await offerings.create(named('sql'), ADMIN);
    await offerings.update('sql', { document: named('sql', 'B') }, 1, ADMIN);
    await expect(
      offerings.update('sql', { document: named('sql', 'C') }, 1, ADMIN),
    ).rejects.toThrow('This has changed');
    await expect(
      offerings.update('sql', { document: named('other') }, 2, ADMIN),
    ).rejects.toThrow('document/name must stay sql');
    await expect(offerings.create(named('sql'), ADMIN)).rejects.toThrow(
      'There is an offering called sql already',
    );
    await expect(
      offerings.update('nothing', { status: 'archived' }, '*', ADMIN),
    ).rejects.toThrow('No offering is called nothing');
    await offerings.sync('file', [await offerings.check(named('filed'))]);
    await expect(
      offerings.update('filed', { status: 'archived' }, '*', ADMIN),
    ).rejects.toThrow('comes from a file and is changed there');
  });

  it('offers what is archived no more, and keeps it for what was made of it', async () => {
    const offerings = await createService();
    await offerings.create(named('sql'), ADMIN);
    const archived = await offerings.update(
      'sql',
      { status: 'archived' },
      1,
      ADMIN,
    );
    expect(archived.record).toMatchObject({ status: 'archived', version: 2 });
    expect(offerings.definition('sql')).toBeUndefined();
    expect(offerings.definition('sql', 1)?.title).toBe('Database');
    const page = { limit: 10 };
    expect((await offerings.list({}, page)).items).toEqual([]);
    expect((await offerings.list({ archived: true }, page)).items).toHaveLength(
      1,
    );
    const revived = await offerings.create(named('sql'), ADMIN);
    expect(revived.record).toMatchObject({ status: 'active', version: 3 });
    expect(await eventsOf('sql')).toEqual([
      'offering.created',
      'offering.archived',
      'offering.changed',
    ]);
  });

  it('brings in what a source has, and archives what it has no more', async () => {
    const offerings = await createService();
    const [a, b, c] = await Promise.all(
      ['a-sql', 'b-sql', 'c-sql'].map(name => offerings.check(named(name))),
    );
    await offerings.create(named('c-sql', 'By hand'), ADMIN);
    expect(await offerings.sync('file', [a, b, c])).toEqual({
      refused: ['c-sql'],
    });
    expect(offerings.definition('c-sql')?.title).toBe('By hand');
    await offerings.sync('file', [a, b]);
    expect(await eventsOf('a-sql')).toEqual(['offering.created']);
    await offerings.sync('file', [
      await offerings.check(named('a-sql', 'New')),
    ]);
    expect(offerings.definition('a-sql')).toMatchObject({
      title: 'New',
      version: 2,
    });
    expect(offerings.definition('b-sql')).toBeUndefined();
    expect(await eventsOf('b-sql')).toEqual([
      'offering.created',
      'offering.archived',
    ]);
    // What another source has is none of its business.
    await offerings.sync('catalog', []);
    expect(offerings.definition('a-sql')).toBeDefined();
  });

  it('is brought in once by backends that start together', async () => {
    const services = await Promise.all(
      backends.both.flatMap(one => [createService(one), createService(one)]),
    );
    for (let round = 1; round <= 3; round++) {
      await Promise.all(
        services.map(async one =>
          one.sync(
            'file',
            await Promise.all(
              ['a', 'b', 'c'].map(name =>
                one.check(named(`${name}-sql`, `Round ${round}`)),
              ),
            ),
          ),
        ),
      );
      for (const one of services) {
        await one.refresh();
        expect(one.definition('b-sql')).toMatchObject({
          version: round,
          title: `Round ${round}`,
        });
      }
      expect(await eventsOf('b-sql')).toHaveLength(round);
    }
  });

  it('is made once, however many want to', async () => {
    const services = await Promise.all(
      backends.both.map(one => createService(one)),
    );
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        services[index % 2].create(named('sql', `Number ${index}`), ADMIN),
      ),
    );
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf('sql')).toEqual(['offering.created']);
  });

  it('is looked at whole before it is taken', async () => {
    const offerings = await createService();
    const withExample = (example: object) => ({ ...named('sql'), example });
    await expect(
      offerings.create(withExample({ name: 'orders' }), ADMIN),
    ).rejects.toThrow('example/instanceClass');
    const document = named('sql');
    document.observed.leaves[0].spec = 'spec.forProvider.colour';
    await expect(offerings.create(document, ADMIN)).rejects.toThrow(
      'observed/leaves/0/spec is not in what the example renders',
    );
    const broken = named('sql');
    broken.manifests[0].template.spec.forProvider.region =
      '${{ parameters.region }}';
    await expect(offerings.create(broken, ADMIN)).rejects.toThrow(
      "'parameters.region' could not be evaluated",
    );
    const validated = await createService(database, strict);
    await expect(validated.create(named('sql'), ADMIN)).rejects.toThrow(
      'instance.yaml, as the example renders it: spec.forProvider.region is not known',
    );
    expect(await eventsOf('sql')).toEqual([]);
  });

  it('pages by title, and finds by words', async () => {
    const offerings = await createService();
    for (const [name, title] of [
      ['a', 'Zebra'],
      ['b', 'Antelope'],
      ['c', 'Monkey'],
    ]) {
      await offerings.create(named(name, title), ADMIN);
    }
    const first = await offerings.list({}, { limit: 2 });
    const titles = first.items.map(({ definition }) => definition.title);
    const rest = await offerings.list(
      {},
      { limit: 2, cursor: first.nextCursor },
    );
    expect([...titles, ...rest.items.map(one => one.record.title)]).toEqual([
      'Antelope',
      'Monkey',
      'Zebra',
    ]);
    const found = await offerings.list({ q: 'monk' }, { limit: 2 });
    expect(found.items.map(({ record }) => record.name)).toEqual(['c']);
    expect(toOffering(found.items[0])).toMatchObject({
      name: 'c',
      document: undefined,
      example: { name: 'orders' },
    });
  });
});
