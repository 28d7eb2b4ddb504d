import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  headers: IncomingMessage['headers'];
  text: string;
  body: any;
}

export interface Reply {
  status: number;
  body?: string;
  headers?: Record<string, string>;
  /** Never answers. */
  silent?: boolean;
}

/** A service that says whether something may be booked, as a test tells it to. */
export async function startPolicyService() {
  const asked: Asked[] = [];
  const service = { reply: { status: 204 } as Reply };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    asked.push({ headers: request.headers, text, body: JSON.parse(text) });
    const { status, body, headers, silent } = service.reply;
    if (!silent) {
      response.writeHead(status, headers).end(body);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}/policy`,
    answer: (reply: Reply) => {
      service.reply = reply;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
