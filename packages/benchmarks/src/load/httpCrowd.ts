import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpRequest } from './httpWindow';

export interface CrowdResult {
  seconds: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** How many answers offered other slots. */
  withSuggestions: number;
}

interface Answer {
  status: number;
  text: string;
}

const CONNECT_ATTEMPTS = 5;
/** What TCP says when nobody listens, or the queue of those who wait is full. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/**
 * Sends all requests at once, each on a connection that is already open.
 *
 * The connections are opened before the clock starts; one that a busy machine
 * refuses is opened again. An answer is an answer, whatever it says, and a
 * request that is measured is sent once.
 */
export async function httpCrowd(options: {
  url: string;
  /** Any route that answers fast: it opens the connections. */
  warmUp: HttpRequest;
  requests: HttpRequest[];
}): Promise<CrowdResult> {
  const { url, warmUp, requests } = options;
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity });
  try {
    await openConnections(url, agent, warmUp, requests.length);
    const started = performance.now();
    const answers = await Promise.all(
      requests.map(one => send(url, agent, one)),
    );
    const seconds = (performance.now() - started) / 1000;
    const statuses: Record<number, number> = {};
    for (const { status } of answers) {
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    return {
      seconds,
      statuses,
      withSuggestions: answers.filter(offersSlots).length,
    };
  } finally {
    agent.destroy();
  }
}

async function openConnections(
  url: string,
  agent: Agent,
  warmUp: HttpRequest,
  count: number,
): Promise<void> {
  // All at the same time, or the agent would use one again instead of another.
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          await send(url, agent, warmUp);
          return;
        } catch (error) {
          if (attempt === CONNECT_ATTEMPTS || !isNotConnected(error)) {
            throw error;
          }
          await sleep(100 * attempt);
        }
      }
    }),
  );
}

function isNotConnected(error: unknown): boolean {
  return NOT_CONNECTED.includes((error as NodeJS.ErrnoException).code ?? '');
}

function offersSlots({ status, text }: Answer): boolean {
  return status === 409 && JSON.parse(text).suggestions?.length > 0;
}

function send(
  url: string,
  agent: Agent,
  { method, path, token, body }: HttpRequest,
): Promise<Answer> {
  const payload = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      {
        agent,
        method,
        timeout: 120_000,
        headers: {
          authorization: `Bearer ${token}`,
          ...(payload
            ? {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(payload),
              }
            : {}),
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('No answer in 120 s')));
    sent.on('error', reject);
    sent.end(payload);
  });
}
