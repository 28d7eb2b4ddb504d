import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database/openDatabase';
import { ServiceStore } from './ServiceStore';
import { NOTHING_SEEN, type ServiceRecord } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

function record(more: Partial<ServiceRecord>): ServiceRecord {
  const id = randomUUID();
  return {
    id,
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    entityRef: `resource:default/staging-eu-west-1-${id}`,
    name: 'orders',
    offering: 'postgresql',
    offeringVersion: 1,
    environment: 'staging',
    production: false,
    region: 'eu-west-1',
    owner: 'group:default/shop',
    requestedBy: 'external:ci',
    requestId: randomUUID(),
    phase: 'steady',
    status: 'ready',
    statusSince: 0,
    mergedAt: 0,
    parameters: {},
    judgement: NOTHING_SEEN,
    ...more,
  };
}

describe.each(databases.eachSupportedId())('ServiceStore on %p', id => {
  const services = new ServiceStore();

  it('knows what the change is that is under way', async () => {
    const database = await openDatabase({ knex: await databases.init(id) });
    const [earlier, now] = [randomUUID(), randomUUID()];
    const changing = record({ phase: 'change', changeRequestId: now });
    const made = record({ phase: 'create', changeRequestId: now });
    await database.write(async tx => {
      for (const service of [changing, made]) {
        await services.insert(tx, service);
        for (const [requestId, parameter] of [
          [earlier, 'multiAz'],
          [now, 'storageGib'],
        ]) {
          await services.insertChange(tx, {
            id: randomUUID(),
            serviceId: service.id,
            requestId,
            operation: 'update',
            changes: [{ parameter, before: 1, after: 2 }],
            at: 1,
          });
        }
      }
      await services.markApplied(tx, changing.id, earlier, 2);
    });
    expect(
      await database.read(db => services.changing(db, [changing, made])),
    ).toEqual(
      new Map([
        [changing.id, [{ parameter: 'storageGib', before: 1, after: 2 }]],
      ]),
    );
  });
});
