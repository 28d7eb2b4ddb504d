import { Webhook } from 'standardwebhooks';
import { createSecret } from '../secrets';
import { PayloadBuilder, type Profile } from '.';
import {
  activeBookingsOf,
  aliases,
  eventOf,
  GPU_NODE,
  inputOf,
  people,
  SECRET,
  TRAINING,
} from './__testUtils__/events';

const builder = PayloadBuilder.create({
  people,
  aliases,
  activeBookings: activeBookingsOf([TRAINING]),
});
const started = eventOf('booking.started', TRAINING);

describe('the standard body', () => {
  it('says what happened, and where to report back', async () => {
    const { body } = await builder.build(inputOf('standard', [started]));

    expect(JSON.parse(body)).toEqual({
      type: 'booking.started',
      timestamp: '2026-11-21T08:00:00.120Z',
      data: {
        ...JSON.parse(JSON.stringify(TRAINING)),
        eventId: 'e0000000-0000-4000-8000-000000000001',
        actor: 'user:default/assistant',
      },
      callbackUrl: 'https://portal.example.com/api/webhooks/callbacks/d1',
    });
  });

  it('says what it did not wait for, and that it is late', async () => {
    const { body } = await builder.build(
      inputOf('standard', [started], {
        precedingUndelivered: ['d7', 'd8'],
        superseded: true,
      }),
    );

    expect(JSON.parse(body)).toMatchObject({
      precedingUndelivered: ['d7', 'd8'],
      superseded: true,
    });
  });

  it('names people where the endpoint includes personal data, and only there', async () => {
    const withPeople = await builder.build(
      inputOf('standard', [started], {
        endpoint: { includePersonalData: true },
      }),
    );
    const without = await builder.build(inputOf('standard', [started]));

    expect(JSON.parse(withPeople.body).data.people).toEqual([
      {
        ref: 'user:default/researcher',
        name: 'The Researcher',
        email: 'researcher@example.com',
        sshPublicKeys: [
          'ssh-ed25519 AAAAC3Nz...one laptop',
          'ssh-rsa AAAAB3Nz...two desk',
        ],
      },
      { ref: 'user:default/visitor', name: 'visitor' },
    ]);
    expect(without.body).not.toContain('researcher@example.com');
    expect(without.body).not.toContain('ssh-');
  });

  it('names nobody of a resource', async () => {
    const { body } = await builder.build(
      inputOf(
        'standard',
        [eventOf('resource.changed', { resource: GPU_NODE })],
        { endpoint: { includePersonalData: true } },
      ),
    );

    expect(JSON.parse(body).data).not.toHaveProperty('people');
  });
});

describe('the signature, seen by the Standard Webhooks library', () => {
  const now = () =>
    inputOf('standard', [started], { at: new Date(), resourceRef: undefined });

  it('verifies', async () => {
    const { headers, body } = await builder.build(now());

    expect(new Webhook(SECRET).verify(body, headers)).toEqual(JSON.parse(body));
    expect(headers).toMatchObject({
      'webhook-id': 'd0000000-0000-4000-8000-000000000001',
      'user-agent': 'Callboard-Webhooks/1',
      'content-type': 'application/json',
    });
  });

  it('verifies with both secrets during a rotation, and with no third', async () => {
    const [newer, older, other] = [
      createSecret(),
      createSecret(),
      createSecret(),
    ];
    const { headers, body } = await builder.build({
      ...now(),
      endpoint: { ...now().endpoint, secrets: [newer, older] },
    });

    expect(() => new Webhook(newer).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(older).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(other).verify(body, headers)).toThrow(
      'No matching signature',
    );
  });

  it('does not verify when the body, the id or the time was changed', async () => {
    const { headers, body } = await builder.build(now());
    const webhook = new Webhook(SECRET);
    const later = String(Number(headers['webhook-timestamp']) + 1);

    expect(() =>
      webhook.verify(body.replace('Train', 'Drain'), headers),
    ).toThrow('No matching signature');
    expect(() =>
      webhook.verify(body, { ...headers, 'webhook-id': 'd2' }),
    ).toThrow('No matching signature');
    expect(() =>
      webhook.verify(body, { ...headers, 'webhook-timestamp': later }),
    ).toThrow('No matching signature');
  });

  it('does not verify when it is stale', async () => {
    const { headers, body } = await builder.build({
      ...now(),
      at: new Date(Date.now() - 6 * 60_000),
    });

    expect(() => new Webhook(SECRET).verify(body, headers)).toThrow('too old');
  });

  it('comes with a fresh time at each attempt, under the same id', async () => {
    const first = await builder.build(inputOf('standard', [started]));
    const second = await builder.build(
      inputOf('standard', [started], {
        at: new Date('2026-11-21T09:00:00Z'),
      }),
    );

    expect(first.headers['webhook-timestamp']).toBe('1795248001');
    expect(second.headers['webhook-timestamp']).toBe('1795251600');
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
  });

  it('cannot be replaced by a custom header', async () => {
    const { headers, body } = await builder.build({
      ...now(),
      endpoint: {
        ...now().endpoint,
        headers: {
          'X-Room': '101',
          'Webhook-Signature': 'v1,forged',
          'Content-Type': 'text/plain',
        },
      },
    });

    expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-room']).toBe('101');
    expect(Object.keys(headers)).toEqual([
      ...new Set(Object.keys(headers).map(n => n.toLowerCase())),
    ]);
  });
});

describe('secrets', () => {
  const CANARY = 'whsec_Q0FOQVJZLUNBTkFSWS1DQU5BUlktQ0FOQVJZ';
  const HEADER = 'Bearer canary-header-value-1';
  const profiles: Profile[] = [
    'standard',
    'legacy-flat',
    'legacy-nested',
    'legacy-batch',
  ];
  const events = ['booking.started', 'booking.created', 'other.thing'];

  it.each(profiles)('are in no body of profile %s', async profile => {
    for (const type of events) {
      const request = await builder.build(
        inputOf(profile, [eventOf(type, TRAINING)], {
          endpoint: {
            secrets: [CANARY, 'a-legacy-canary'],
            headers: { authorization: HEADER },
            includePersonalData: true,
          },
        }),
      );
      const { authorization, ...others } = request.headers;
      const seen = `${request.body} ${JSON.stringify(others)}`;

      expect(authorization).toBe(HEADER);
      expect(seen).not.toMatch(/canary/i);
      expect(seen).not.toContain(CANARY.slice(6));
      expect(seen).not.toContain(
        Buffer.from(CANARY.slice(6), 'base64').toString(),
      );
    }
  });

  it.each(profiles)('are in no error of profile %s', async profile => {
    const failing = PayloadBuilder.create({
      people: {
        person: async () => {
          throw new Error('the catalog does not answer');
        },
      },
      aliases: {
        aliasOf: async () => {
          throw new Error('the database does not answer');
        },
      },
      activeBookings: activeBookingsOf([]),
    });
    const build = (secrets: string[]) =>
      failing
        .build(
          inputOf(profile, [started], {
            endpoint: {
              secrets,
              headers: { authorization: HEADER },
              includePersonalData: true,
            },
          }),
        )
        .catch(error => error);

    for (const secrets of [[CANARY], []]) {
      const error = await build(secrets);
      expect(error).toBeInstanceOf(Error);
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(
        /canary-header|Q0FOQVJZ/,
      );
    }
  });
});
