import { mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { ManualClock } from '@callboard/backend-database';
import { createReservationsServices } from '../services';
import { fileConfig, tally, upTo } from './backends';
import { asUser, NOW } from './world';

/**
 * A backend in a process of its own, on one file: books the same slots as its
 * siblings do, hour by hour, and says how that went.
 */
async function main([filename, slots, perSlot]: string[]) {
  const knex = createKnex(fileConfig(filename));
  const services = await createReservationsServices({
    knex,
    clock: new ManualClock(NOW),
    logger: mockServices.rootLogger({ level: 'none' }),
  });
  process.send!({ ready: true });
  await new Promise(resolve => process.once('message', resolve));
  const begin = Date.parse(NOW) + 3_600_000;
  const toIso = (hour: number) =>
    new Date(begin + hour * 3_600_000).toISOString();
  const outcomes = await Promise.allSettled(
    upTo(Number(slots) * Number(perSlot)).map(n =>
      services.bookings.create(
        {
          resourceRefs: [`resource:default/${n % 2 ? 'node' : 'cluster'}`],
          start: toIso(n % Number(slots)),
          end: toIso((n % Number(slots)) + 1),
          title: 'From another process',
        },
        'user:default/researcher',
        asUser(),
      ),
    ),
  );
  process.send!({ counts: tally(outcomes) });
  await knex.destroy();
  process.disconnect();
}

main(process.argv.slice(2));
