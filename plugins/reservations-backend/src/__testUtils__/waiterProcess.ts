import { mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { ManualClock } from '@callboard/backend-database';
import { createReservationsServices } from '../services';
import { quiet } from './backends';
import { asUser, NOW } from './world';

/**
 * A backend in a process of its own that books a slot, has somebody wait for it,
 * and gives it back, slot after slot, until it is killed.
 */
async function main([config]: string[]) {
  const knex = createKnex({ ...JSON.parse(config), log: quiet });
  const services = await createReservationsServices({
    knex,
    clock: new ManualClock(NOW),
    logger: mockServices.rootLogger({ level: 'none' }),
  });
  process.send!({ ready: true });
  const who = asUser();
  for (let hour = 2; ; hour++) {
    const toIso = (n: number) =>
      new Date(Date.parse(NOW) + n * 3_600_000).toISOString();
    const resourceRef = 'resource:default/lab';
    const time = { start: toIso(hour), end: toIso(hour + 1) };
    const run = await services.bookings.create(
      { resourceRefs: [resourceRef], ...time, title: 'A run' },
      who.actor,
      who,
    );
    const { entry } = await services.waitlist.join(
      { resourceRef, from: time.start, until: time.end, title: 'A run' },
      who,
      { owner: who.actor },
    );
    await services.bookings.end(run.id, { kind: 'cancel' }, who);
    if (hour % 2) {
      await services.waitlist.accept(entry.id, who, {});
    }
    process.send!({ hour });
  }
}

main(process.argv.slice(2));
