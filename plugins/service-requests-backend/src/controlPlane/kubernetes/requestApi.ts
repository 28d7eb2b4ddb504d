import http from 'node:http';
import https from 'node:https';
import { redact } from '../../convergence';
import type { ClusterConnection } from './connectCluster';

/** What an API server answers instead of what was asked for (`kind: Status`). */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly reason: string | undefined;

  constructor(status: number, reason: string | undefined, message: string) {
    super(redact(message));
    this.status = status;
    this.reason = reason;
  }

  static of(status: number, body: unknown): ApiError {
    const { code, message, reason } = (body ?? {}) as Record<string, unknown>;
    return new ApiError(
      typeof code === 'number' ? code : status,
      typeof reason === 'string' ? reason : undefined,
      typeof message === 'string' ? message : `The API answered ${status}`,
    );
  }

  /**
   * The place to go on from is lost, and only a new listing helps: it is too
   * old, or (of a server whose store was set back) from the future.
   */
  get isGone(): boolean {
    return (
      this.status === 410 ||
      this.reason === 'Expired' ||
      this.reason === 'Gone' ||
      /too large resource version/i.test(this.message)
    );
  }
}

const MAX_ERROR_BYTES = 64 * 1024;

export type Query = Record<string, string | number | undefined>;

/**
 * Asks and answers with the body as it comes, once the server has said 200.
 *
 * @throws ApiError for anything but a 200.
 */
export async function openStream(
  connection: ClusterConnection,
  path: string,
  query: Query,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<http.IncomingMessage> {
  const url = new URL(connection.server + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  const given = await connection.requestOptions();
  const { request } = url.protocol === 'http:' ? http : https;
  const response = await new Promise<http.IncomingMessage>(
    (resolve, reject) => {
      const asked = request(url, {
        ...given,
        method: 'GET',
        headers: { ...given.headers, accept: 'application/json' },
        signal: options.signal,
      });
      const timer = setTimeout(
        () => asked.destroy(new Error('The API did not answer in time')),
        options.timeoutMs,
      );
      asked.on('close', () => clearTimeout(timer));
      asked.on('error', reject);
      asked.on('response', answered => {
        clearTimeout(timer);
        resolve(answered);
      });
      asked.end();
    },
  );
  if (response.statusCode === 200) {
    return response;
  }
  const text = await readText(response, {
    ...options,
    maxBytes: MAX_ERROR_BYTES,
  }).catch(() => '');
  throw ApiError.of(response.statusCode ?? 0, parseOrNothing(text));
}

/** @throws ApiError for anything but a 200, SyntaxError for half an answer. */
export async function getJson(
  connection: ClusterConnection,
  path: string,
  query: Query,
  options: { signal: AbortSignal; timeoutMs: number; maxBytes?: number },
): Promise<unknown> {
  const response = await openStream(connection, path, query, options);
  const { maxBytes = 64 * 1024 * 1024 } = options;
  return JSON.parse(await readText(response, { ...options, maxBytes }));
}

async function readText(
  response: http.IncomingMessage,
  { maxBytes, timeoutMs }: { maxBytes: number; timeoutMs: number },
): Promise<string> {
  const timer = setTimeout(
    () => response.destroy(new Error('The API stopped answering half-way')),
    timeoutMs,
  );
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new Error(`The API answered with more than ${maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
