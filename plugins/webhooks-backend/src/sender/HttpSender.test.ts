import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { post, Receivers } from './__testUtils__/receivers';

const receivers = new Receivers();
afterEach(() => receivers.closeAll());

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

describe('HttpSender', () => {
  it('posts the body and the headers, and nothing that asks for compression', async () => {
    const received: { headers: http.IncomingHttpHeaders; body: string }[] = [];
    const port = await receivers.http(async (req, res) => {
      received.push({ headers: req.headers, body: await textOf(req) });
      res.setHeader('x-receiver', 'one');
      res.statusCode = 202;
      res.end('taken: ✓');
    });

    const result = await receivers
      .sender()
      .send(post(`http://127.0.0.1:${port}/hook?tenant=7`));

    expect(result).toEqual({
      durationMs: expect.any(Number),
      response: {
        status: 202,
        headers: expect.objectContaining({ 'x-receiver': 'one' }),
        body: 'taken: ✓',
        truncated: false,
      },
      error: undefined,
    });
    expect(received[0].body).toBe('{"type":"test"}');
    expect(received[0].headers['content-type']).toBe('application/json');
    expect(received[0].headers).not.toHaveProperty('accept-encoding');
  });

  it('hands on a status that is a failure as an answer, not as an error', async () => {
    const port = await receivers.http((_req, res) => {
      res.statusCode = 503;
      res.setHeader('retry-after', '120');
      res.end();
    });

    const { response, error } = await receivers
      .sender()
      .send(post(`http://127.0.0.1:${port}/`));

    expect(error).toBeUndefined();
    expect(response).toMatchObject({ status: 503, body: '' });
    expect(response?.headers['retry-after']).toBe('120');
  });

  it('uses connections again', async () => {
    const connections = new Set<unknown>();
    const port = await receivers.http((req, res) => {
      connections.add(req.socket);
      req.resume();
      res.end('ok');
    });
    const sender = receivers.sender();

    for (let n = 0; n < 20; n++) {
      const { response } = await sender.send(post(`http://127.0.0.1:${port}/`));
      expect(response?.status).toBe(200);
    }

    // The second opens when one is asked for before the first is free again.
    expect(connections.size).toBeLessThanOrEqual(2);
  });

  it('lets an endpoint that hangs hold up nobody else', async () => {
    const hanging = await receivers.raw(() => {});
    const quick = await receivers.http((_req, res) => res.end('ok'));
    const sender = receivers.sender({ timeoutMs: 2_000 });

    const waiting = Promise.all(
      Array.from({ length: 50 }, () =>
        sender.send(post(`http://127.0.0.1:${hanging}/`)),
      ),
    );
    let isOver = false;
    const over = waiting.finally(() => {
      isOver = true;
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        sender.send(post(`http://127.0.0.1:${quick}/`)),
      ),
    );

    expect(isOver).toBe(false);
    expect(answers.every(({ response }) => response?.status === 200)).toBe(
      true,
    );
    expect(new Set((await over).map(r => r.error?.errorClass))).toEqual(
      new Set(['timeout']),
    );
  });

  it('gives up when it is told to', async () => {
    const port = await receivers.raw(() => {});
    const controller = new AbortController();
    const sending = receivers
      .sender()
      .send(post(`http://127.0.0.1:${port}/`, controller.signal));
    await sleep(50);
    controller.abort();

    expect((await sending).error).toMatchObject({
      errorClass: 'unknown',
      message: 'The request was given up before it was answered',
      final: false,
    });
  });

  it('makes something readable of whatever bytes come', async () => {
    const bodies: [string, Buffer][] = [
      ['text/plain', Buffer.from([0x61, 0x00, 0xff, 0x62])],
      ['text/plain; charset=iso-8859-1', Buffer.from([0xe9])],
      ['text/plain; charset=no-such', Buffer.from('é')],
    ];
    const port = await receivers.http((_req, res) => {
      const [type, body] = bodies.shift()!;
      res.setHeader('content-type', type);
      res.end(body);
    });
    const sender = receivers.sender();
    const read = async () =>
      (await sender.send(post(`http://127.0.0.1:${port}/`))).response?.body;

    expect(await read()).toBe('a\ufffd\ufffdb');
    expect(await read()).toBe('é');
    expect(await read()).toBe('é');
  });

  it('says what failed, without a word of what was sent', async () => {
    const closed = await receivers.raw(() => {});
    await receivers.closeAll();
    const plain = await receivers.http((_req, res) => res.end());
    const garbage = await receivers.raw(socket => socket.end('no HTTP at all'));
    const sender = receivers.sender({
      lookup: ((_name: string, _options: object, done: Function) =>
        done(
          Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }),
        )) as never,
    });
    const secret = 'canary-Zx81';
    const fail = async (url: string, value = secret) => {
      const { error, response } = await sender.send({
        ...post(`${url}/?token=${secret}`),
        headers: { authorization: value },
      });
      expect(response).toBeUndefined();
      expect(JSON.stringify(error)).not.toContain(secret);
      return error;
    };

    expect(await fail(`http://127.0.0.1:${closed}`)).toEqual({
      errorClass: 'connection',
      message: 'The connection could not be made or broke off (ECONNREFUSED)',
      final: false,
    });
    expect(await fail('http://nowhere.example.com')).toMatchObject({
      errorClass: 'dns',
    });
    expect(await fail(`https://127.0.0.1:${plain}`)).toMatchObject({
      errorClass: 'tls',
    });
    expect(await fail(`http://127.0.0.1:${garbage}`)).toMatchObject({
      errorClass: 'protocol',
    });
    expect(
      await fail(`http://127.0.0.1:${plain}`, `${secret}\r\nx: y`),
    ).toMatchObject({ errorClass: 'unknown' });
    expect(await fail('no URL')).toMatchObject({ errorClass: 'unknown' });
  });
});
