import { sleep } from '@callboard/workspace/processes.mjs';
import type { ChaosDatabase } from './databases';

const SOON_MS = 3_600_000;

/**
 * Waits until nothing is left to be done: no booking about to start or to end,
 * no event not handed on, no delivery not sent.
 *
 * @returns what is left all the same when the time is over.
 */
export async function waitUntilSettled(
  database: ChaosDatabase,
  timeoutMs: number,
): Promise<string[]> {
  const reservations = database.open('reservations');
  const webhooks = database.open('webhooks');
  const deadline = Date.now() + timeoutMs;
  const left = async () => ({
    bookings: await count(
      reservations('booking').where(running =>
        running
          .where('status', 'active')
          .orWhere(soon =>
            soon
              .where('status', 'confirmed')
              .where('start_at', '<', Date.now() + SOON_MS),
          ),
      ),
    ),
    events: await count(
      reservations('outbox_head')
        .where('sink', 'webhooks')
        .whereRaw('next_sequence <= last_sequence'),
    ),
    deliveries: await count(webhooks('delivery_queue')),
  });
  try {
    for (;;) {
      const now = await left();
      if (Object.values(now).every(n => n === 0)) {
        return [];
      }
      if (Date.now() > deadline) {
        return Object.entries(now).map(([what, n]) => `${n} ${what} left`);
      }
      await sleep(300);
    }
  } finally {
    await Promise.all([reservations.destroy(), webhooks.destroy()]);
  }
}

async function count(query: {
  count(what: object): PromiseLike<{ n?: number | string }[]>;
}): Promise<number> {
  const [{ n }] = await query.count({ n: '*' });
  return Number(n);
}
