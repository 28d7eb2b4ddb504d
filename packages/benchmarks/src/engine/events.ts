import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@callboard/backend-outbox';

const SITE = 'resource:default/campus';
const RESEARCHER = 'user:default/researcher';
const MINUTE_MS = 60_000;

export const EVENT_TYPE = 'booking.started';

/** A booking of a resource of its own: what follows it waits for nothing. */
export function bookingStarted(n: number): DomainEvent {
  const id = randomUUID();
  const name = `node-${String(n).padStart(7, '0')}`;
  const entityRef = `resource:default/${name}`;
  const rack = `resource:default/rack-${n % 100}`;
  const now = new Date();
  return {
    id: randomUUID(),
    type: EVENT_TYPE,
    version: 1,
    occurredAt: now.toISOString(),
    aggregate: `booking:${id}`,
    sequence: 1,
    // A rack that is held in part would make its nodes neighbours in an index,
    // but not wait for each other; one is named for each hundred.
    orderingKeys: [
      `booking:${id}`,
      `resource:${name}`,
      `resource:${rack}/part`,
    ],
    actor: 'system',
    refs: {
      site: [SITE],
      resources: [entityRef],
      within: [rack],
      type: ['node'],
      owner: RESEARCHER,
    },
    data: {
      booking: {
        id,
        version: 1,
        title: 'Training run',
        purpose:
          'Training of the second model, as agreed in the weekly meeting',
        status: 'active',
        start: now.toISOString(),
        end: new Date(now.getTime() + 60 * MINUTE_MS).toISOString(),
        timeZone: 'Europe/Rome',
        setupMinutes: 0,
        teardownMinutes: 0,
        owner: RESEARCHER,
        bookedBy: RESEARCHER,
        participants: [],
        parameters: { image: 'debian-12' },
        units: { [entityRef]: 1 },
        resourceRefs: [entityRef],
      },
      resources: [
        {
          id: randomUUID(),
          entityRef,
          name,
          title: `Node ${n}`,
          description: 'Eight accelerators, two sockets',
          type: 'node',
          typeTitle: 'Compute node',
          siteRef: SITE,
          parentRef: rack,
          status: 'active',
          attributes: { cpus: 64, memory: '512 GB', accelerator: 'H100' },
        },
      ],
      sites: [
        {
          entityRef: SITE,
          name: 'campus',
          title: 'Campus',
          timeZone: 'Europe/Rome',
        },
      ],
    },
  };
}
