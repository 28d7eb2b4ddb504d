import { setTimeout as sleep } from 'node:timers/promises';
import { BareDeliveries, type Recorded } from './BareDeliveries';
import { bookingStarted } from './events';
import type {
  DeliveryWindowAnswer,
  DeliveryWindowRequest,
  FillAnswer,
  FillRequest,
  OpenRequest,
} from './protocol';
import { fillLog } from './rows';
import { Store } from './Store';

const DRAIN_TIMEOUT_MS = 60_000;

/** What the engine adds to a request of its own accord. */
const NOT_SENT_BARE = ['webhook-signature'];

/** Stores by name, each with what its windows need. */
export class EngineBench {
  readonly #stores = new Map<string, { store: Store; bare: BareDeliveries }>();

  static create(): EngineBench {
    return new EngineBench();
  }

  private constructor() {}

  async open(request: OpenRequest): Promise<object> {
    const store = await Store.open(request);
    const recorded = await deliverOne(store);
    const bare = BareDeliveries.create(store, recorded);
    this.#stores.set(request.store, { store, bare });
    return { bytes: Buffer.byteLength(recorded.body) };
  }

  async fill({ store: name, rows }: FillRequest): Promise<FillAnswer> {
    const { store } = this.#named(name);
    const started = performance.now();
    const event = bookingStarted(0);
    const filled = await fillLog(store.knex, {
      endpointIds: [...store.endpoints.values()],
      rows,
      event: { id: event.id, body: JSON.stringify(event) },
      ...(await requestIn(store)),
    });
    return { rows: filled, seconds: (performance.now() - started) / 1000 };
  }

  async window(request: DeliveryWindowRequest): Promise<DeliveryWindowAnswer> {
    const { store, bare } = this.#named(request.store);
    return request.kind === 'bare'
      ? bare.window({ ...request, urls: [...store.endpoints.keys()] })
      : engineWindow(store, request);
  }

  async close(name: string): Promise<object> {
    const { store, bare } = this.#named(name);
    await bare.close();
    await store.close();
    this.#stores.delete(name);
    return {};
  }

  #named(name: string) {
    const found = this.#stores.get(name);
    if (!found) {
      throw new Error(`There is no store '${name}'`);
    }
    return found;
  }
}

/**
 * Lets a new engine deliver for `seconds`, and waits for what is under way: it
 * counts, and so does its time. The queues are full before and not empty after.
 */
async function engineWindow(
  store: Store,
  request: DeliveryWindowRequest,
): Promise<DeliveryWindowAnswer> {
  const { seconds, atMost, without = [], uncounted = [] } = request;
  const urls = [...store.endpoints.keys()].filter(
    url => !without.includes(url),
  );
  const counted = urls
    .filter(url => !uncounted.includes(url))
    .map(url => store.endpoints.get(url)!);
  await store.leaveOut([]);
  await store.fillQueue(Math.ceil((atMost * seconds) / counted.length));
  await store.leaveOut(without);
  const [, before] = await store.leastWaiting(counted);
  const engine = await store.engine();
  const started = performance.now();
  engine.dispatcher.start();
  await sleep(seconds * 1000);
  const stopped = engine.dispatcher.stop();
  await drained(store, counted);
  const took = (performance.now() - started) / 1000;
  const [least, after] = await store.leastWaiting(counted);
  await stopped;
  await engine.sender.close();
  if (least === 0) {
    throw new Error(
      'A queue ran empty: the window measured less than there is',
    );
  }
  return { count: before - after, seconds: took };
}

/** Until none of these has anything under way. */
async function drained(store: Store, endpointIds: string[]): Promise<void> {
  const deadline = Date.now() + DRAIN_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const leased = await store
      .knex('delivery_queue')
      .whereIn('endpoint_id', endpointIds)
      .whereNotNull('lease_token')
      .first('position');
    if (!leased) {
      return;
    }
    await sleep(2);
  }
  throw new Error('What was under way did not end');
}

/** Delivers one event to every endpoint that answers; what was sent is kept. */
async function deliverOne(store: Store): Promise<Recorded> {
  await store.fillQueue(1);
  const engine = await store.engine();
  await engine.dispatcher.step();
  await engine.sender.close();
  const { requestHeaders, requestBody } = await requestIn(store);
  const headers: Record<string, string> = JSON.parse(requestHeaders);
  NOT_SENT_BARE.forEach(name => delete headers[name]);
  return { headers, body: requestBody, loggedHeaders: requestHeaders };
}

/** A request as the log has it. */
async function requestIn(
  store: Store,
): Promise<{ requestHeaders: string; requestBody: string }> {
  const row = await store
    .knex('attempt')
    .where('outcome', 'delivered')
    .first('request_headers', 'request_body');
  if (!row) {
    throw new Error('The engine delivered nothing');
  }
  return { requestHeaders: row.request_headers, requestBody: row.request_body };
}
