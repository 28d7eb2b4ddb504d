import { mockServices } from '@backstage/backend-test-utils';
import { Webhook } from 'standardwebhooks';
import { DemoReceiver } from './DemoReceiver';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const callbackUrl = 'http://127.0.0.1:9/callbacks/one';

function signed(type: string, id = 'delivery-1') {
  const at = new Date();
  const body = JSON.stringify({
    type,
    callbackUrl,
    data: { resources: [{ name: 'gpu-1', title: 'GPU cluster 1' }] },
  });
  return {
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
  };
}

describe('the demo receiver', () => {
  const posted: { url: string; init: RequestInit }[] = [];
  const receiver = () =>
    DemoReceiver.create({ secret, logger: mockServices.logger.mock() });

  beforeEach(() => {
    posted.length = 0;
    jest.useFakeTimers({ now: Date.now() });
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      posted.push({ url: String(url), init: init! });
      return new Response();
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('sets up what begins, once, and reports it signed', () => {
    const demo = receiver();
    const { body, headers } = signed('booking.started');
    expect(demo.receive(body, headers)).toBe(204);
    expect(demo.receive(body, headers)).toBe(204);
    jest.advanceTimersByTime(10_000);
    expect(posted.map(({ url }) => url)).toEqual([callbackUrl, callbackUrl]);
    const reports = posted.map(({ init }) =>
      new Webhook(secret).verify(
        String(init.body),
        init.headers as Record<string, string>,
      ),
    );
    expect(reports).toMatchObject([
      { status: 'provisioning' },
      { status: 'ready', access: { host: 'gpu-1.demo.example' } },
    ]);
  });

  it('takes other events, and reports nothing', () => {
    const { body, headers } = signed('booking.ended');
    expect(receiver().receive(body, headers)).toBe(204);
    jest.advanceTimersByTime(10_000);
    expect(posted).toEqual([]);
  });

  it('refuses what is not signed for it', () => {
    const { body, headers } = signed('booking.started');
    const demo = receiver();
    expect(demo.receive(`${body} `, headers)).toBe(401);
    expect(demo.receive(body, {})).toBe(401);
    jest.advanceTimersByTime(10_000);
    expect(posted).toEqual([]);
  });

  it('stops with the backend', () => {
    const demo = receiver();
    const { body, headers } = signed('booking.started');
    demo.receive(body, headers);
    demo.stop();
    jest.advanceTimersByTime(10_000);
    expect(posted).toEqual([]);
  });
});
