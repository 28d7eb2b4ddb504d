import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { HttpSender } from '../HttpSender';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Everything that is to be stopped when a test file is done. */
export class Receivers {
  readonly #closers: (() => Promise<unknown>)[] = [];

  /** An HTTP server; resolves with its port. */
  async http(handler: http.RequestListener, host = '127.0.0.1') {
    const server = http.createServer(handler);
    return this.#listen(server, host);
  }

  /** A TCP server that speaks for itself. */
  async raw(onSocket: (socket: net.Socket) => void, host = '127.0.0.1') {
    return this.#listen(
      net.createServer(socket => {
        socket.on('error', () => {});
        onSocket(socket);
      }),
      host,
    );
  }

  /** Listens where nobody should come, and counts who does. */
  async canary(host: string) {
    const seen = { connections: 0 };
    const port = await this.raw(socket => {
      seen.connections += 1;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ncanary');
    }, host);
    return { port, seen };
  }

  sender(options: Partial<Parameters<typeof HttpSender.create>[0]> = {}) {
    const sender = HttpSender.create({
      allowedAddresses: LOOPBACK,
      timeoutMs: 5_000,
      maxResponseBytes: 16 * 1024,
      ...options,
    });
    this.#closers.push(() => sender.close());
    return sender;
  }

  async closeAll() {
    await Promise.all(this.#closers.splice(0).map(close => close()));
  }

  async #listen(server: net.Server, host: string): Promise<number> {
    const sockets = new Set<net.Socket>();
    server.on('connection', socket => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, host, resolve);
    });
    this.#closers.push(async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    });
    return (server.address() as AddressInfo).port;
  }
}

export function post(url: string, signal?: AbortSignal) {
  return {
    url,
    headers: { 'content-type': 'application/json' },
    body: '{"type":"test"}',
    signal,
  };
}
