import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import type net from 'node:net';
import { gzipSync } from 'node:zlib';
import { post, Receivers } from './__testUtils__/receivers';

const receivers = new Receivers();
afterEach(() => receivers.closeAll());

const DEADLINE = 700;
const LIMIT = 16 * 1024;
const MB = 1024 * 1024;

async function sendTo(port: number) {
  return receivers
    .sender({ timeoutMs: DEADLINE })
    .send(post(`http://127.0.0.1:${port}/`));
}

/** Writes `bytes` every 100 ms for as long as anybody listens. */
function drip(socket: net.Socket, bytes: string) {
  const timer = setInterval(() => socket.write(bytes), 100);
  socket.on('close', () => clearInterval(timer));
}

describe('HttpSender and hostile receivers', () => {
  it.each<[string, (socket: net.Socket) => void]>([
    ['never answers', () => {}],
    ['never reads', socket => socket.pause()],
    [
      'drips its status line',
      socket => {
        socket.write('HTTP/1.1 200 O');
        drip(socket, 'K');
      },
    ],
    [
      'drips headers',
      socket => {
        socket.write('HTTP/1.1 200 OK\r\nx-a: ');
        drip(socket, 'a');
      },
    ],
    [
      'sends interim answers for ever',
      socket => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    ],
  ])('keeps the deadline with one that %s', async (_what, onSocket) => {
    const port = await receivers.raw(onSocket);

    const { durationMs, response, error } = await sendTo(port);

    expect(error).toMatchObject({ errorClass: 'timeout', final: false });
    expect(response).toBeUndefined();
    expect(durationMs).toBeGreaterThanOrEqual(DEADLINE - 5);
    expect(durationMs).toBeLessThan(DEADLINE + 2_000);
  });

  it('keeps the deadline with one that drips its body, and keeps what came', async () => {
    const port = await receivers.raw(socket => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\nbegun');
      drip(socket, '.');
    });

    const { durationMs, response, error } = await sendTo(port);

    expect(error?.errorClass).toBe('timeout');
    expect(response).toMatchObject({ status: 200, truncated: true });
    expect(response?.body).toMatch(/^begun\.+$/);
    expect(durationMs).toBeLessThan(DEADLINE + 2_000);
  });

  it('closes the connection to one that it gave up on', async () => {
    let onClose = (_withError: boolean) => {};
    const closed = new Promise<boolean>(resolve => {
      onClose = resolve;
    });
    const port = await receivers.raw(socket =>
      socket.resume().on('close', onClose),
    );

    await sendTo(port);

    expect(await closed).toBe(false);
  });

  it('waits for a name no longer than for an answer', async () => {
    const sender = receivers.sender({
      timeoutMs: DEADLINE,
      lookup: (() => {}) as never,
    });

    const { durationMs, error } = await sender.send(
      post('http://slow.example.com/'),
    );

    expect(error?.errorClass).toBe('timeout');
    expect(durationMs).toBeLessThan(DEADLINE + 2_000);
  });

  it('asks for a name once for deliveries that wait for it together', async () => {
    const asked: string[] = [];
    const sender = receivers.sender({
      timeoutMs: DEADLINE,
      lookup: ((name: string) => asked.push(name)) as never,
    });

    await Promise.all(
      Array.from({ length: 20 }, () =>
        sender.send(post('http://slow.example.com/')),
      ),
    );

    expect(asked).toEqual(['slow.example.com']);
  });

  it.each<[string, string, string, (socket: net.Socket) => void]>([
    [
      'closes half-way through its body',
      'connection|protocol',
      'half',
      socket =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'),
    ],
    [
      'closes half-way through a chunk',
      'connection|protocol',
      'half',
      socket =>
        socket.end(
          'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\nhalf',
        ),
    ],
  ])('counts one as failed that %s', async (_what, classes, body, onSocket) => {
    const port = await receivers.raw(onSocket);

    const { response, error } = await sendTo(port);

    expect(error?.errorClass).toMatch(new RegExp(`^(${classes})$`));
    expect(response).toMatchObject({ status: 200, body, truncated: true });
  });

  it.each<[string, string, (socket: net.Socket) => void]>([
    ['closes at once', 'connection', socket => socket.end()],
    [
      'closes within its headers',
      'connection',
      socket => socket.end('HTTP/1.1 200 OK\r\nx-a'),
    ],
    [
      'resets the connection',
      'connection',
      socket => socket.once('data', () => socket.resetAndDestroy()),
    ],
    [
      'sends headers without end',
      'protocol',
      socket => {
        const line = `x-a: ${'a'.repeat(1000)}\r\n`;
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write(line.repeat(20)), 1);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'contradicts itself',
      'protocol',
      socket =>
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
        ),
    ],
  ])('counts one as failed that %s', async (_what, errorClass, onSocket) => {
    const port = await receivers.raw(onSocket);

    const { response, error } = await sendTo(port);

    expect(error).toMatchObject({ errorClass, final: false });
    expect(response).toBeUndefined();
  });

  it('does not unpack a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * MB));
    expect(bomb.length).toBeLessThan(LIMIT);
    const port = await receivers.http((_req, res) => {
      res.setHeader('content-encoding', 'gzip');
      res.end(bomb);
    });

    const { response, error } = await sendTo(port);

    expect(error).toBeUndefined();
    expect(response).toMatchObject({
      status: 200,
      body: `(${bomb.length} bytes in gzip, not unpacked)`,
      truncated: false,
    });
  });

  it('cuts a body within a character without showing half of it', async () => {
    const port = await receivers.http((_req, res) => {
      res.end(`a${'€'.repeat(LIMIT)}`);
    });

    const { response } = await sendTo(port);

    expect(response?.truncated).toBe(true);
    expect(response?.body).toBe(`a${'€'.repeat((LIMIT - 1) / 3)}`);
  });

  it('takes 16 KiB of 10 MB, many times over, and keeps memory flat', async () => {
    const TIMES = 200;
    const answer = Buffer.alloc(10 * MB, 'x');
    const sockets = new Set<net.Socket>();
    const onConnected = (message: unknown) => {
      sockets.add((message as { socket: net.Socket }).socket);
    };
    let served = 0;
    const port = await receivers.http((req, res) => {
      served += 1;
      req.resume();
      res.write(answer.subarray(0, 64 * 1024));
      // As fast as it is taken, for as long as it is taken.
      let sent = 64 * 1024;
      const more = () => {
        while (!res.destroyed && sent < answer.length) {
          sent += 64 * 1024;
          if (!res.write(answer.subarray(0, 64 * 1024))) {
            res.once('drain', more);
            return;
          }
        }
        res.end();
      };
      more();
    });
    const sender = receivers.sender();
    subscribe('undici:client:connected', onConnected);
    const before = process.memoryUsage();

    for (let round = 0; round < TIMES / 20; round++) {
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          sender.send(post(`http://127.0.0.1:${port}/`)),
        ),
      );
      for (const { response, error } of results) {
        expect(error).toBeUndefined();
        expect(response).toMatchObject({ status: 200, truncated: true });
        expect(response?.body).toBe('x'.repeat(LIMIT));
      }
    }
    unsubscribe('undici:client:connected', onConnected);
    await receivers.closeAll();

    const after = process.memoryUsage();
    const read = [...sockets].map(({ bytesRead }) => bytesRead);
    expect(served).toBe(TIMES);
    expect(read.length).toBeGreaterThanOrEqual(TIMES);
    // One read of a socket brings 64 KiB; there was hardly ever a second.
    expect(Math.max(...read)).toBeLessThan(MB / 2);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(32 * MB);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(64 * MB);
  });

  it('follows no redirect', async () => {
    const canary = await receivers.canary('127.0.0.1');
    for (const status of [301, 302, 303, 307, 308]) {
      const port = await receivers.http((_req, res) => {
        res.statusCode = status;
        res.setHeader('location', `http://127.0.0.1:${canary.port}/`);
        res.end('elsewhere');
      });

      const { response, error } = await sendTo(port);

      expect(response).toMatchObject({ status, body: 'elsewhere' });
      expect(error).toEqual({
        errorClass: 'redirect',
        message: `The receiver answered ${status}; redirects are not followed`,
        final: false,
      });
    }
    expect(canary.seen.connections).toBe(0);
    // The canary would have noticed.
    await new Promise(resolve =>
      http.get(`http://127.0.0.1:${canary.port}/`, resolve),
    );
    expect(canary.seen.connections).toBe(1);
  });
});
