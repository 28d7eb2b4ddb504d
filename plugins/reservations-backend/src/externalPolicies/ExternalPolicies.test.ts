import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type {
  BookingPolicy,
  BookingQuestion,
} from '@callboard/backstage-plugin-reservations-node';
import { Webhook } from 'standardwebhooks';
import { type Reply, startPolicyService } from '../__testUtils__/policyService';
import { ExternalPolicies } from './ExternalPolicies';
import { readPolicyHooks } from './readPolicyHooks';

const question: BookingQuestion = {
  operation: 'create',
  dryRun: false,
  by: 'user:default/researcher',
  booking: {
    start: '2027-03-16T08:00:00.000Z',
    end: '2027-03-16T12:00:00.000Z',
    title: 'A run',
    owner: 'user:default/researcher',
    participants: [],
    parameters: {},
  },
  resources: [
    {
      entityRef: 'resource:default/gpu-1',
      title: 'GPU 1',
      siteRef: 'resource:default/campus',
      type: 'gpu',
      attributes: { gpus: 8 },
      units: 1,
    },
  ],
};

const logger = mockServices.logger.mock();
const judge = (policies: BookingPolicy[]) =>
  ExternalPolicies.create({ policies, logger }).judge(question);

describe('a policy hook', () => {
  let service: Awaited<ReturnType<typeof startPolicyService>>;
  beforeEach(async () => {
    service = await startPolicyService();
  });
  afterEach(() => service.stop());

  const hooks = (more: object = {}) =>
    readPolicyHooks(
      new ConfigReader({
        callboard: {
          reservations: {
            policyHooks: [
              {
                title: 'The safety office',
                url: service.url,
                onError: 'deny',
                timeoutMs: 300,
                ...more,
              },
            ],
          },
        },
      }),
    );

  it('allows with 204, and is asked what is to be booked', async () => {
    expect(await judge(hooks())).toEqual([
      { policy: 'policy-hook-1', result: 'allow' },
    ]);
    expect(service.asked).toHaveLength(1);
    expect(service.asked[0].headers['content-type']).toBe('application/json');
    expect(service.asked[0].headers['webhook-signature']).toBeUndefined();
    expect(service.asked[0].body).toEqual({
      type: 'booking.policy',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: question,
    });
  });

  it('refuses with 403 and a message', async () => {
    service.answer({
      status: 403,
      body: JSON.stringify({ message: 'The laser is not interlocked.' }),
    });
    expect(await judge(hooks({ onError: 'allow' }))).toEqual([
      {
        policy: 'policy-hook-1',
        result: 'deny',
        code: 'refused',
        message: 'The laser is not interlocked.',
      },
    ]);
  });

  const outages: [string, Reply][] = [
    ['an error', { status: 500 }],
    ['another success', { status: 200, body: '{"message":"no"}' }],
    [
      'a 403 without a message',
      { status: 403, body: '<html>Forbidden</html>' },
    ],
    ['a 403 without an end', { status: 403, body: 'x'.repeat(100_000) }],
    [
      'a redirection',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    ],
    ['silence', { status: 204, silent: true }],
  ];
  it.each(outages)('counts %s as config says', async (_, reply) => {
    service.answer(reply);
    expect(await judge(hooks())).toMatchObject([
      {
        result: 'deny',
        code: 'policy_unavailable',
        message:
          'The safety office could not be asked whether this may be booked.',
      },
    ]);
    expect(await judge(hooks({ onError: 'allow' }))).toMatchObject([
      {
        result: 'allow',
        message: 'The safety office could not be asked; it is allowed without.',
      },
    ]);
    expect(service.asked).toHaveLength(2);
  });

  it('that is gone counts as config says', async () => {
    const [strict, lenient] = [hooks(), hooks({ onError: 'allow' })];
    await service.stop();
    expect((await judge(strict))[0].code).toBe('policy_unavailable');
    expect((await judge(lenient))[0].result).toBe('allow');
  });

  it('holds nobody up for longer than its time', async () => {
    service.answer({ status: 204, silent: true });
    const before = Date.now();
    await judge(hooks());
    expect(Date.now() - before).toBeLessThan(2_000);
  });

  it.each([
    `whsec_${Buffer.from('a key of 32 bytes, more or less').toString('base64')}`,
    'plain text as a key',
  ])('is signed as webhooks are with %s', async secret => {
    await judge(hooks({ secret }));
    const [{ headers, text }] = service.asked;
    const receiver = new Webhook(
      secret,
      secret.startsWith('whsec_') ? {} : { format: 'raw' },
    );
    expect(receiver.verify(text, headers as Record<string, string>)).toEqual(
      JSON.parse(text),
    );
    expect(() =>
      receiver.verify(`${text} `, headers as Record<string, string>),
    ).toThrow();
  });

  it('is asked about its types and sites only', async () => {
    expect(await judge(hooks({ types: ['microscope'] }))).toEqual([]);
    expect(await judge(hooks({ sites: ['resource:vault'] }))).toEqual([]);
    expect(service.asked).toHaveLength(0);
    await judge(hooks({ types: ['gpu'], sites: ['resource:campus'] }));
    expect(service.asked).toHaveLength(1);
  });

  it.each([
    [{ onError: 'ignore' }, 'onError must be deny or allow'],
    [{ onError: undefined }, 'onError'],
    [{ url: 'file:///etc/passwd' }, 'must be an http(s) URL'],
  ])('cannot be configured as %j', (more, message) => {
    expect(() => hooks(more)).toThrow(message);
  });
});

describe('a policy of a module', () => {
  const policy = (decide: BookingPolicy['decide'], more: object = {}) => ({
    name: 'house',
    title: 'The house',
    timeoutMs: 100,
    decide,
    ...more,
  });

  it('gives its verdict its name', async () => {
    expect(
      await judge([
        policy(async () => ({
          result: 'deny',
          message: 'Not on a Tuesday.',
          code: 'tuesday',
          passes: 'Wednesday',
        })),
        policy(async () => ({ result: 'approve', message: 'Ask first.' })),
      ]),
    ).toEqual([
      {
        policy: 'house',
        result: 'deny',
        code: 'tuesday',
        message: 'Not on a Tuesday.',
        passes: 'Wednesday',
      },
      {
        policy: 'house',
        result: 'approve',
        code: 'refused',
        message: 'Ask first.',
      },
    ]);
  });

  it('that throws, says nothing or does not come back denies', async () => {
    const verdicts = await judge([
      policy(async () => {
        throw new Error('broken');
      }),
      policy(async () => ({}) as never),
      policy(() => new Promise(() => {})),
    ]);
    expect(verdicts.map(({ code }) => code)).toEqual([
      'policy_unavailable',
      'policy_unavailable',
      'policy_unavailable',
    ]);
  });
});
