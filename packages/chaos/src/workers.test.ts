import { addEndpoint } from './environment/furnish';
import { letLeasesRunOut } from './environment/leases';
import { Portal } from './environment/Portal';
import { groupBy } from './invariants/groupBy';
import type { Received } from './receiver/journal';
import { waitFor } from './waitFor';

jest.setTimeout(180_000);

describe('two backends on one PostgreSQL', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start({
      name: 'workers',
      database: 'postgres',
      backends: 2,
    });
  });
  afterAll(() => portal?.stop());

  /** The backend that sent it: receivers report back to that one. */
  const senderOf = ({ body }: Received) =>
    portal.backends.find(({ url }) =>
      JSON.parse(body).callbackUrl.startsWith(url),
    )!;

  it('make each delivery once, and its attempts one after the other', async () => {
    const [backend] = portal.backends;
    const endpoints = await Promise.all(
      ['fine', 'slow', 'flaky'].map(path =>
        addEndpoint(backend, `${portal.receivers.url}/${path}`),
      ),
    );

    await portal.book(60);

    const deliveries = await portal.rows(
      'delivery',
      {},
      rows =>
        rows.length === 180 &&
        rows.every(({ status }) => status === 'delivered'),
      90_000,
    );
    const received = portal.receivers.received();
    const senders = groupBy(received, senderOf);
    expect(senders.size).toBe(2);
    const attempts = await portal.rows('attempt', {});
    expect(attempts.every(({ outcome }) => outcome !== 'interrupted')).toBe(
      true,
    );
    const seen = groupBy(received, ({ deliveryId }) => deliveryId);
    const made = groupBy(attempts, ({ position }) => position);
    for (const { id, position, endpoint_id, attempts: count } of deliveries) {
      expect(seen.get(id)).toHaveLength(count);
      expect(seen.get(id)!.filter(({ status }) => status === 200)).toHaveLength(
        1,
      );
      const isFlaky = endpoint_id === endpoints[2].id;
      expect(count).toBeLessThanOrEqual(isFlaky ? 5 : 1);
      const spans = made
        .get(position)!
        .map(one => ({
          from: Number(one.started_at),
          until: Number(one.started_at) + one.duration_ms,
        }))
        .sort((a, b) => a.from - b.from);
      spans.slice(1).forEach(({ from }, n) => {
        expect(from).toBeGreaterThanOrEqual(spans[n].until);
      });
    }
    for (const { id } of endpoints) {
      await backend.done('DELETE', `/webhooks/endpoints/${id}`);
    }
  });

  it('fence off one that was stopped for longer than its lease', async () => {
    const { id: endpointId } = await addEndpoint(
      portal.backends[0],
      `${portal.receivers.url}/stalling`,
    );
    await portal.book(1);
    const first = await waitFor('the first attempt', () =>
      portal.receivers
        .received()
        .find(({ path }) => path.startsWith('/stalling')),
    );
    const stopped = senderOf(first);
    const other = portal.backends.find(backend => backend !== stopped)!;

    stopped.signal('SIGSTOP');
    try {
      await letLeasesRunOut(portal.database);
      await portal.rows(
        'delivery',
        { id: first.deliveryId },
        ([{ status }]) => status === 'delivered',
      );
    } finally {
      stopped.signal('SIGCONT');
    }

    const [{ position }] = await portal.rows('delivery', {
      id: first.deliveryId,
    });
    const attempts = await portal.rows('attempt', { position }, rows =>
      rows.some(({ fenced }) => fenced),
    );
    attempts.sort((a, b) => a.number - b.number);
    expect(attempts).toMatchObject([
      { number: 1, outcome: 'failed', fenced: true },
      { number: 2, outcome: 'delivered', status: 200, fenced: false },
    ]);
    const [delivery] = await portal.rows('delivery', { id: first.deliveryId });
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: 2,
      last_status: 200,
    });
    expect(
      await portal.rows('delivery_queue', { endpoint_id: endpointId }),
    ).toEqual([]);
    const requests = portal.receivers
      .received()
      .filter(({ deliveryId }) => deliveryId === first.deliveryId);
    expect(requests.map(senderOf)).toEqual([stopped, other]);
  });
});
