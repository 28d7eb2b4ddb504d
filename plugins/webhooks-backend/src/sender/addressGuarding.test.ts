import type dns from 'node:dns';
import net from 'node:net';
import { post, Receivers } from './__testUtils__/receivers';

const receivers = new Receivers();
afterEach(() => receivers.closeAll());

/** A resolver that answers, call by call, what it is given. */
function resolverOf(...answers: string[][]) {
  const asked: string[] = [];
  const lookup = ((hostname: string, _options: object, done: Function) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(hostname);
    done(
      null,
      addresses.map(address => ({ address, family: net.isIP(address) })),
    );
  }) as typeof dns.lookup;
  return { lookup, asked };
}

async function hasIpv6(): Promise<boolean> {
  const server = net.createServer();
  return new Promise(resolve => {
    server.on('error', () => resolve(false));
    server.listen(0, '::1', () => server.close(() => resolve(true)));
  });
}

describe('HttpSender and addresses that it must not reach', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.1',
    '127.1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::]',
    '0.0.0.0',
    '0',
    'localhost',
    'LOCALHOST',
  ])('refuses http://%s for good; the canary sees nothing', async host => {
    const canary = await receivers.canary('0.0.0.0');

    const result = await receivers
      .sender({ allowedAddresses: [] })
      .send(post(`http://${host}:${canary.port}/`));

    expect(result.response).toBeUndefined();
    expect(result.error).toMatchObject({
      errorClass: 'address_refused',
      final: true,
    });
    expect(canary.seen.connections).toBe(0);
  });

  it('does not reach the canary as localhost., however that resolves', async () => {
    const canary = await receivers.canary('0.0.0.0');

    const { error } = await receivers
      .sender({ allowedAddresses: [] })
      .send(post(`http://localhost.:${canary.port}/`));

    expect(['address_refused', 'dns']).toContain(error?.errorClass);
    expect(canary.seen.connections).toBe(0);
  });

  it('refuses [::1] for good; the canary sees nothing', async () => {
    const host = (await hasIpv6()) ? '::1' : '127.0.0.1';
    const canary = await receivers.canary(host);

    const { error } = await receivers
      .sender({ allowedAddresses: [] })
      .send(post(`http://[::1]:${canary.port}/`));

    expect(error).toMatchObject({ errorClass: 'address_refused', final: true });
    expect(canary.seen.connections).toBe(0);
  });

  it('refuses https as it refuses http', async () => {
    const canary = await receivers.canary('127.0.0.1');
    const { lookup } = resolverOf(['127.0.0.1']);
    const sender = receivers.sender({ allowedAddresses: [], lookup });

    for (const host of ['127.0.0.1', 'inside.example.com']) {
      const { error } = await sender.send(
        post(`https://${host}:${canary.port}/`),
      );
      expect(error?.errorClass).toBe('address_refused');
    }
    expect(canary.seen.connections).toBe(0);
  });

  it.each([
    (port: number) => `http://user:secret@127.0.0.1:${port}/`,
    (port: number) => `http://receiver.example.com@127.0.0.1:${port}/`,
    (port: number) => `http://127.0.0.1:${port}@127.0.0.1:${port}/`,
    (port: number) => `http://receiver.example.com:80\\@127.0.0.1:${port}/`,
  ])('is not taken in by user-info (%#)', async urlOf => {
    const canary = await receivers.canary('127.0.0.1');
    const { lookup } = resolverOf(['10.0.0.1']);

    const { error } = await receivers
      .sender({ lookup })
      .send(post(urlOf(canary.port)));

    expect(error).toMatchObject({ errorClass: 'address_refused', final: true });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(canary.seen.connections).toBe(0);
  });

  it('refuses a name that has a public and a private address', async () => {
    const receiver = await receivers.canary('127.0.0.2');
    const canary = await receivers.canary('127.0.0.1');
    for (const answer of [
      ['127.0.0.2', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.2'],
      ['127.0.0.2', '::ffff:127.0.0.1'],
    ]) {
      const { lookup } = resolverOf(answer);
      const { error } = await receivers
        // 127.0.0.2 stands for a public address.
        .sender({ allowedAddresses: ['127.0.0.2/32'], lookup })
        .send(post(`http://both.example.com:${canary.port}/`));

      expect(error).toEqual({
        errorClass: 'address_refused',
        message: 'The host’s name leads to a loopback address',
        final: true,
      });
    }
    expect(canary.seen.connections).toBe(0);
    expect(receiver.seen.connections).toBe(0);
  });

  it('is not taken in by a name that changes its mind (DNS rebinding)', async () => {
    const received: string[] = [];
    const port = await receivers.http((req, res) => {
      received.push(req.url!);
      res.setHeader('connection', 'close');
      res.end('ok');
    }, '127.0.0.2');
    const canary = { connections: 0 };
    const inside = net.createServer(socket => {
      canary.connections += 1;
      socket.destroy();
    });
    await new Promise<void>(resolve =>
      inside.listen(port, '127.0.0.1', resolve),
    );
    const { lookup, asked } = resolverOf(['127.0.0.2'], ['127.0.0.1']);
    const sender = receivers.sender({
      allowedAddresses: ['127.0.0.2/32'],
      lookup,
    });

    try {
      const first = await sender.send(
        post(`http://rebind.example.com:${port}/first`),
      );
      const second = await sender.send(
        post(`http://rebind.example.com:${port}/second`),
      );

      // One question for each connection: what is checked is what is used.
      expect(asked).toHaveLength(2);
      expect(first.response?.status).toBe(200);
      expect(second.error?.errorClass).toBe('address_refused');
      expect(received).toEqual(['/first']);
      expect(canary.connections).toBe(0);
    } finally {
      await new Promise(resolve => inside.close(resolve));
    }
  });

  it('follows no redirect to a metadata address', async () => {
    const port = await receivers.http((_req, res) => {
      res.writeHead(302, {
        location: 'http://169.254.169.254/latest/meta-data/',
      });
      res.end();
    });

    const { error, durationMs } = await receivers
      .sender()
      .send(post(`http://127.0.0.1:${port}/`));

    expect(error?.errorClass).toBe('redirect');
    expect(durationMs).toBeLessThan(1_000);
  });

  it('needs no proxy variable to be unset', async () => {
    const proxy = await receivers.canary('127.0.0.1');
    const port = await receivers.http((_req, res) => res.end('direct'));
    const variables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'all_proxy'];
    const before = variables.map(name => process.env[name]);
    try {
      variables.forEach(name => {
        process.env[name] = `http://127.0.0.1:${proxy.port}`;
      });
      const { response } = await receivers
        .sender()
        .send(post(`http://127.0.0.1:${port}/`));

      expect(response?.body).toBe('direct');
      expect(proxy.seen.connections).toBe(0);
    } finally {
      variables.forEach((name, index) => {
        if (before[index] === undefined) delete process.env[name];
        else process.env[name] = before[index];
      });
    }
  });
});
