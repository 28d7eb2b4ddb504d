import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  type Portal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** The commands of docs/ci.md, in their order. */
function documentedScript(): string {
  const text = readFileSync(
    path.resolve(__dirname, '../../../../docs/ci.md'),
    'utf8',
  );
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)];
  expect(blocks.length).toBeGreaterThan(3);
  return blocks.map(([, block]) => block).join('\n');
}

describe.each(databases.eachSupportedId())(
  'the CI job of the docs on %p',
  id => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(id));
      await furnish(portal);
      await portal.resource({ name: 'staging' });
    });
    afterAll(() => portal.stop());

    it('books, extends and gives back', async () => {
      const run = promisify(execFile);
      const { stdout } = await run('sh', ['-eu', '-c', documentedScript()], {
        timeout: 30_000,
        env: {
          PATH: process.env.PATH,
          CALLBOARD: `http://127.0.0.1:${portal.backend.server.port()}/api/reservations`,
          CALLBOARD_TOKEN: mockCredentials.service.token({
            onBehalfOf: mockCredentials.service(principals.campusPipeline),
            targetPluginId: 'reservations',
          }),
          RESOURCE: 'resource:default/staging',
          JOB: '1234',
        },
      });
      const { items } = await portal.done<Page<Booking>>(
        'admin',
        'GET',
        '/bookings',
      );
      expect(items).toMatchObject([
        {
          title: 'CI run 1234',
          status: 'released',
          owner: 'group:default/lab',
          bookedBy: principals.campusPipeline,
        },
      ]);
      // What it printed is the end that it was extended to.
      const [booking] = items;
      const minutes =
        (Date.parse(stdout.trim()) - Date.parse(booking.start)) / 60_000;
      expect(Math.round(minutes)).toBe(60);
      const events = await portal
        .knex('outbox_event')
        .where({ aggregate: `booking:${booking.id}` })
        .orderBy('sequence')
        .select('type');
      expect(events.map(({ type }) => type)).toEqual([
        'booking.created',
        'booking.started',
        'booking.extended',
        'booking.ended',
      ]);
    });
  },
);
