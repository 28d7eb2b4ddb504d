import autocannon from 'autocannon';
import { quantile } from '../statistics';

export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  token: string;
  body?: object;
}

export interface HttpWindow {
  perSecond: number;
  /** Milliseconds. */
  p95: number;
}

const REQUEST_TIMEOUT_S = 30;

/**
 * Sends requests over kept connections until the time is over, the next on each
 * as soon as the last is answered.
 *
 * @throws when any answer is not a 2xx: then nothing was measured
 */
export async function httpWindow(options: {
  url: string;
  connections: number;
  seconds: number;
  next: () => HttpRequest;
}): Promise<HttpWindow> {
  const { url, connections, seconds, next } = options;
  const latencies: number[] = [];
  const refused = new Map<number, number>();
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    timeout: REQUEST_TIMEOUT_S,
    requests: [
      {
        method: 'GET',
        setupRequest: request => {
          const { method, path, token, body } = next();
          return {
            ...request,
            method,
            path,
            headers: {
              authorization: `Bearer ${token}`,
              ...(body ? { 'content-type': 'application/json' } : {}),
            },
            body: body && JSON.stringify(body),
          };
        },
      },
    ],
  });
  run.on('response', (_client, status: number, _bytes, ms: number) => {
    latencies.push(ms);
    if (status < 200 || status > 299) {
      refused.set(status, (refused.get(status) ?? 0) + 1);
    }
  });
  const result = await run;
  if (refused.size > 0 || result.errors > 0 || result.timeouts > 0) {
    throw new Error(
      `Not everything succeeded: ${JSON.stringify({
        answers: Object.fromEntries(refused),
        errors: result.errors,
        timeouts: result.timeouts,
      })}`,
    );
  }
  return {
    perSecond: latencies.length / result.duration,
    p95: quantile(latencies, 0.95),
  };
}
