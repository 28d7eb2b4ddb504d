import { execFileSync } from 'node:child_process';
import net from 'node:net';
import { REBINDING_NAME, TWO_FACED_NAME } from './backend/names';
import type { Backend } from './environment/Backend';
import { addEndpoint, type Endpoint } from './environment/furnish';
import { Portal } from './environment/Portal';

jest.setTimeout(180_000);

const DEADLINE_MS = 2_000;
const DAY_MS = 24 * 60 * 60_000;
const MB = 1024 * 1024;

/** Of a process, in bytes. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) * 1024;
}

describe('a backend among hostile receivers', () => {
  let portal: Portal;
  let backend: Backend;
  let canary: net.Server;
  const visitors: string[] = [];
  const portPart = () => Number(new URL(portal.receivers.url).port);

  beforeAll(async () => {
    portal = await Portal.start({
      name: 'hostile',
      database: 'sqlite',
      backends: 1,
    });
    [backend] = portal.backends;
    // The receivers' port, at an address that no delivery may go to.
    canary = net.createServer(socket => {
      visitors.push(String(socket.remoteAddress));
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ncanary');
    });
    await new Promise<void>((resolve, reject) => {
      canary.once('error', reject);
      canary.listen(portPart(), '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    canary?.close();
    await portal?.stop();
  });

  const endpoint = (path: string) =>
    addEndpoint(backend, `${portal.receivers.url}/${path}`);
  const remove = (endpoints: Endpoint[]) =>
    Promise.all(
      endpoints.map(({ id }) =>
        backend.done('DELETE', `/webhooks/endpoints/${id}`),
      ),
    );
  const attemptOf = async (deliveryId: string) => {
    const [{ position }] = await portal.rows('delivery', { id: deliveryId });
    const [attempt] = await portal.rows(
      'attempt',
      { position },
      ([first]) => first !== undefined && first.outcome !== 'sending',
    );
    return attempt;
  };
  /** Sends a test, and waits for its attempt. */
  const tryOut = async ({ id }: Pick<Endpoint, 'id'>) => {
    const { deliveryId } = await backend.done(
      'POST',
      `/webhooks/endpoints/${id}/test`,
    );
    return attemptOf(deliveryId);
  };

  it('keeps its deadline, its memory, and the others served', async () => {
    const paths = [
      'hanging',
      'dripping',
      'closing',
      'flooding',
      'bombing',
      'gone',
      'later',
      'fine',
    ];
    const endpoints = await Promise.all(paths.map(endpoint));
    const named = (path: string) => endpoints[paths.indexOf(path)];
    const rowsOf = (path: string, table = 'delivery') =>
      portal.rows(table, { endpoint_id: named(path).id });
    // Buffers that are there to stay, once, belong to what is measured from.
    await Promise.all(endpoints.map(tryOut));
    const before = memoryOf(backend.pid);
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(backend.pid));
    }, 100);

    const began = Date.now();
    await portal.book(20);
    await portal.rows(
      'delivery',
      { endpoint_id: named('fine').id, status: 'delivered', test: false },
      rows => rows.length === 20,
    );
    const served = Date.now() - began;
    // 10 MB each, and 100 MB each for who unpacks it.
    await Promise.all(
      Array.from({ length: 20 }).flatMap(() => [
        tryOut(named('flooding')),
        tryOut(named('bombing')),
      ]),
    );
    clearInterval(watch);

    expect(served).toBeLessThan(10_000);
    expect(most - before).toBeLessThan(150 * MB);
    const attempts = await portal.rows('attempt', {});
    const took = attempts.map(({ duration_ms }) => duration_ms ?? 0);
    expect(Math.max(...took)).toBeLessThan(DEADLINE_MS + 1_000);
    const kept = attempts.map(({ response_body }) => response_body ?? '');
    expect(Math.max(...kept.map(({ length }) => length))).toBeLessThanOrEqual(
      16 * 1024,
    );

    const errors = async (path: string) => {
      const rows = await rowsOf(path);
      return new Set(rows.map(({ last_error_class }) => last_error_class));
    };
    expect(await errors('hanging')).toContain('timeout');
    expect(await errors('dripping')).toContain('timeout');
    expect(await errors('closing')).toContain('connection');
    expect(await rowsOf('gone')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 'dead', reason: 'gone' }),
      ]),
    );
    const [gone] = await portal.rows('endpoint', { id: named('gone').id });
    expect(gone.status).toBe('disabled');
    const waiting = await rowsOf('later', 'delivery_queue');
    expect(waiting.length).toBeGreaterThan(0);
    const latest = Math.max(...waiting.map(({ due_at }) => Number(due_at)));
    expect(latest).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
    expect(latest).toBeLessThanOrEqual(Date.now() + DAY_MS);
    await remove(endpoints);
  });

  const inside = () => {
    const port = portPart();
    return [
      `http://127.0.0.1:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://2130706433:${port}/`,
      `http://017700000001:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://0.0.0.0:${port}/`,
      `http://[::]:${port}/`,
      `http://localhost:${port}/`,
      `http://127.0.0.2@127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}\\@127.0.0.2/`,
      'http://169.254.169.254/latest/meta-data/',
    ];
  };

  it('takes no address inside, in a new endpoint or in one that is changed', async () => {
    const known = await endpoint('fine');
    for (const url of inside()) {
      const body = {
        url,
        eventTypes: ['booking.created'],
        scope: { kind: 'all' },
      };
      const created = await backend.call('POST', '/webhooks/endpoints', body);
      expect({ url, status: created.status }).toEqual({ url, status: 400 });
      const changed = await backend.call(
        'PATCH',
        `/webhooks/endpoints/${known.id}`,
        { url },
        { 'if-match': '*' },
      );
      expect({ url, status: changed.status }).toEqual({ url, status: 400 });
    }
    await remove([known]);
    expect(visitors).toEqual([]);
  });

  it('sends nothing inside, even if an endpoint says so', async () => {
    const urls = [...inside(), `http://${TWO_FACED_NAME}:${portPart()}/fine`];
    const endpoints = await Promise.all(urls.map(() => endpoint('fine')));
    // As one that was made when more was allowed.
    const knex = portal.database.open('webhooks');
    for (const [n, { id }] of endpoints.entries()) {
      await knex('endpoint')
        .where({ id })
        .update({ url: urls[n] })
        .increment('version', 1);
    }
    await knex.destroy();

    await portal.book(1);
    for (const [n, one] of endpoints.entries()) {
      const url = urls[n];
      const tried = await tryOut(one);
      const { error_class: tryClass } = tried;
      expect({ url, tryClass }).toEqual({ url, tryClass: 'address_refused' });
      const [delivery] = await portal.rows(
        'delivery',
        { endpoint_id: one.id, test: false },
        rows => rows.length === 1 && rows[0].status !== 'pending',
      );
      expect({ url, ...delivery }).toMatchObject({
        url,
        status: 'dead',
        reason: 'address_refused',
      });
    }
    await remove(endpoints);
    expect(visitors).toEqual([]);
  });

  it('follows no redirect inside', async () => {
    const redirecting = await endpoint(`redirecting/${portPart()}`);

    await portal.book(1);

    expect(await tryOut(redirecting)).toMatchObject({
      status: 302,
      error_class: 'redirect',
    });
    const [delivery] = await portal.rows(
      'delivery',
      { endpoint_id: redirecting.id, test: false },
      ([first]) => first?.attempts > 0,
    );
    expect(delivery.last_error_class).toBe('redirect');
    await remove([redirecting]);
    expect(visitors).toEqual([]);
  });

  it('is not taken in by a name that leads elsewhere the second time', async () => {
    const rebinding = await addEndpoint(
      backend,
      `http://${REBINDING_NAME}:${portPart()}/closed`,
    );

    expect(await tryOut(rebinding)).toMatchObject({ status: 200 });
    expect(await tryOut(rebinding)).toMatchObject({
      status: null,
      error_class: 'address_refused',
    });
    await portal.book(1);
    const [delivery] = await portal.rows(
      'delivery',
      { endpoint_id: rebinding.id, test: false },
      ([first]) => first?.status === 'dead',
    );
    expect(delivery.reason).toBe('address_refused');
    expect(visitors).toEqual([]);
  });
});
