import { httpCrowd } from '../load/httpCrowd';
import { BENCH_PATH, type CrowdAnswer } from '../protocol';
import { compare, type Result } from '../results';
import type { Session } from './Session';

/** B3: everybody wants the same slot; one gets it, the others get advice. */
export async function crowdOfBookers(session: Session): Promise<Result[]> {
  const { bookers } = session.effort;
  const contenders = [
    {
      name: `${bookers} POST /bookings for one slot, refused with suggestions`,
      window: () => crowdOverHttp(session),
    },
    {
      name: `${bookers} bare transactions for one slot: lock, read, insert`,
      window: async () => {
        const { seconds, succeeded } = await session.server.ask<CrowdAnswer>(
          '/crowd',
          { slot: session.slots.take(), size: bookers },
        );
        if (succeeded !== 1) {
          throw new Error(`${succeeded} bare bookers got one slot`);
        }
        return seconds;
      },
    },
  ];
  const [ours, bare] = await session.compare('B3', contenders);
  return [
    compare({
      id: 'B3',
      title: 'A crowd on one slot: one 201, all others 409',
      database: session.database.name,
      unit: 's',
      subject: { name: contenders[0].name, values: ours },
      baseline: { name: contenders[1].name, values: bare },
      target: { direction: 'at most', reach: 3 },
    }),
  ];
}

async function crowdOverHttp(session: Session): Promise<number> {
  const { bookers } = session.effort;
  const slot = session.slots.take();
  const { seconds, statuses, withSuggestions } = await httpCrowd({
    url: session.server.url,
    warmUp: {
      method: 'GET',
      path: `/api/reservations${BENCH_PATH}/ping`,
      token: session.nextToken(),
    },
    requests: Array.from({ length: bookers }, () =>
      session.bookingRequest('/bookings', slot),
    ),
  });
  const refused = bookers - 1;
  if (
    statuses[201] !== 1 ||
    statuses[409] !== refused ||
    withSuggestions !== refused
  ) {
    throw new Error(
      `One 201 and ${refused} × 409 with suggestions were due, but there were ${JSON.stringify(
        statuses,
      )}, ${withSuggestions} of them with suggestions`,
    );
  }
  return seconds;
}
