import { Agent, request } from 'node:http';
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

/** Sends all requests at once, each on a connection that is already open. */
export async function httpCrowd(options: {
  url: string;
  /** Any route that answers fast: it opens the connections. */
  warmUp: HttpRequest;
  requests: HttpRequest[];
}): Promise<CrowdResult> {
  const { url, warmUp, requests } = options;
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity });
  try {
    await Promise.all(requests.map(() => send(url, agent, warmUp)));
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
