/**
 * The part that all receivers share: an HTTP server on the loopback address that
 * checks the signature, reads the JSON, does each delivery once and remembers
 * what it did.
 *
 * The answers, as the webhook's log in the portal shows them:
 *
 * - 200 `{ "outcome": … }`: done, now or before. A delivery is done once: its
 *   webhook-id is kept in the same write as what it changed. If the process dies
 *   between a device and that write, the delivery is sent again; so what a handler
 *   asks of a device must be the same when it is asked twice.
 * - 204: an event that this receiver has no use for.
 * - 400, 405, 413: not a delivery. 401: not signed by the portal, or not now.
 * - 500: the handler failed, nothing is remembered, the portal tries again.
 * - 503: no secret has been given to this receiver yet.
 */
import { createServer } from 'node:http';
import path from 'node:path';
import { Reports } from './reports.mjs';
import { readSecret } from './secret.mjs';
import { SignatureError, verify } from './signature.mjs';
import { stateDir, Store } from './store.mjs';

const MAX_BODY_BYTES = 1024 * 1024;
const REMEMBERED = 10_000;

/** What a handler answers when the event is no business of its. */
export const NOT_FOR_US = Symbol('not for us');

/**
 * @typedef {object} Delivery
 * @property {string} id the webhook-id
 * @property {object} event the body: `{ type, timestamp, data, callbackUrl, … }`
 * @property {object} state a draft, kept if the handler succeeds
 * @property {(report: { status: string, message?: string, access?: object }) => void} report
 *   tells the booking's page, once the draft has been kept
 */

/**
 * @param {object} receiver
 * @param {string} receiver.name
 * @param {object} [receiver.state] what a first start begins with
 * @param {Record<string, (delivery: Delivery) => Promise<string | symbol>>} receiver.on
 *   handlers by event type; they answer with the outcome in a few words
 * @param {(tools: { store: Store, reports: Reports }) => Promise<() => void>} [receiver.prepare]
 *   runs before the first delivery; what it answers runs after each
 */
export async function startReceiver({ name, state = {}, on, prepare }) {
  const store = Store.open(path.join(stateDir(name), 'state.json'), {
    ...state,
    reports: [],
    handled: {},
  });
  const reports = Reports.create(store);
  const afterEach = await prepare?.({ store, reports });

  async function handle(id, event) {
    const handler = Object.hasOwn(on, event.type) ? on[event.type] : undefined;
    if (!handler) {
      return { status: 204 };
    }
    const answer = await store.update(async draft => {
      const before = draft.handled[id];
      if (before) {
        return { status: 200, outcome: before, duplicate: true };
      }
      const report = content => reports.add(draft, event.callbackUrl, content);
      const outcome = await handler({ id, event, state: draft, report });
      if (outcome === NOT_FOR_US) {
        return { status: 204 };
      }
      remember(draft.handled, id, outcome);
      return { status: 200, outcome };
    });
    reports.wake();
    afterEach?.();
    return answer;
  }

  const server = createServer(async (request, response) => {
    const { status, ...answer } = await answerTo(request, handle);
    if (answer.outcome ?? answer.error) {
      console.log(
        `${new Date().toISOString()} ${status} ${answer.outcome ?? answer.error}`,
      );
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 204 ? undefined : JSON.stringify(answer));
  });
  await listen(server, name);
  reports.wake();
  afterEach?.();
}

/** Listens on `PORT` of the loopback address and says where. */
export async function listen(server, name, port = process.env.PORT ?? 0) {
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), '127.0.0.1', resolve);
  });
  console.log(`${name} listens on http://127.0.0.1:${server.address().port}/`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
}

/** The bytes of a request, or undefined if they are too many. */
export async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

async function answerTo(request, handle) {
  try {
    if (request.method !== 'POST') {
      return { status: 405, error: 'deliveries are POSTs' };
    }
    const secret = await readSecret();
    if (!secret) {
      return { status: 503, error: 'no secret yet' };
    }
    const body = await readBody(request);
    if (!body) {
      return { status: 413, error: 'too large' };
    }
    const id = verify(request.headers, body, secret);
    const event = parse(body);
    if (!event) {
      return {
        status: 400,
        error: 'the body is not { type, timestamp, data }',
      };
    }
    return await handle(id, event);
  } catch (error) {
    if (error instanceof SignatureError) {
      return { status: 401, error: error.message };
    }
    return { status: 500, error: error.message };
  }
}

function parse(body) {
  try {
    const event = JSON.parse(body.toString('utf8'));
    return typeof event?.type === 'string' && event.data ? event : undefined;
  } catch {
    return undefined;
  }
}

function remember(handled, id, outcome) {
  handled[id] = outcome;
  const ids = Object.keys(handled);
  for (const old of ids.slice(0, Math.max(0, ids.length - REMEMBERED))) {
    delete handled[old];
  }
}
