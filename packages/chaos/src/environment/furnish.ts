import type { Backend } from './Backend';

export const SITE = 'resource:default/campus';
export const CLUSTER = 'resource:default/cluster';
export const NODES = Array.from({ length: 12 }, (_, n) => `node-${n}`);

/** A site with a cluster of nodes, all of one type. */
export async function furnish(backend: Backend): Promise<void> {
  const post = (route: string, body: object) =>
    backend.done('POST', `/reservations${route}`, body);
  await post('/sites', {
    name: 'campus',
    title: 'Campus',
    timeZone: 'Europe/Rome',
    admins: ['user:default/admin'],
  });
  await post('/resource-types', {
    name: 'machine',
    title: 'Machine',
    colour: '#1f6feb',
  });
  const resource = (name: string, parentRef?: string) =>
    post('/resources', { name, siteRef: SITE, type: 'machine', parentRef });
  await resource('cluster');
  for (const name of NODES) {
    await resource(name, CLUSTER);
  }
}

export interface Endpoint {
  id: string;
  secret: string;
  url: string;
  eventTypes: string[];
  scope: { kind: string; ref?: string };
  profile: string;
  version: number;
}

/** An endpoint of which each event of bookings is to be told, or as `more` says. */
export async function addEndpoint(
  backend: Backend,
  url: string,
  more: object = {},
): Promise<Endpoint> {
  return backend.done('POST', '/webhooks/endpoints', {
    url,
    eventTypes: [
      'booking.created',
      'booking.changed',
      'booking.started',
      'booking.ended',
      'booking.cancelled',
    ],
    scope: { kind: 'all' },
    ...more,
  });
}

/** Waits until webhooks know the event types of bookings; they learn of them late. */
export async function waitForEventTypes(backend: Backend): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { text } = await backend.call('GET', '/webhooks/event-types');
    if (text.includes('"booking.started"')) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`Webhooks do not know the events of bookings: ${text}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
