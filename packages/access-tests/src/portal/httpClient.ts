import { Agent, type IncomingMessage, request } from 'node:http';

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  text: string;
  /** By name in lower case. */
  headers: IncomingMessage['headers'];
}

export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * Plain HTTP/1.1 over connections that stay open. Tens of thousands of requests
 * are made in one process with the portal that answers them, and `fetch` takes
 * about as long for one as the portal does.
 */
export function createHttpClient(origin: string) {
  const agent = new Agent({ keepAlive: true });

  async function send(raw: RawRequest): Promise<RawAnswer> {
    const { method, path, headers, body } = raw;
    return new Promise((resolve, reject) => {
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const length = bytes && { 'content-length': String(bytes.length) };
      const sent = request(
        new URL(origin + path),
        { agent, method, headers: { ...headers, ...length } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode!,
              text: Buffer.concat(chunks).toString(),
              headers: response.headers,
            }),
          );
        },
      );
      // A server may close what was idle just as it is used again, unread.
      sent.on('error', (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === 'ECONNRESET'
          ? resolve(send(raw))
          : reject(error),
      );
      sent.end(bytes);
    });
  }

  return { send, close: () => agent.destroy() };
}
