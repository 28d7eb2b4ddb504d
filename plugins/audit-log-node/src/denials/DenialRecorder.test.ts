import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthenticationError,
  InputError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import { type Refusal, refusing } from '@callboard/backend-openapi';
import type { Access } from '../accesses/AccessLog';
import { DenialRecorder } from './DenialRecorder';

const visitor = mockCredentials.user('user:default/visitor');

describe('DenialRecorder', () => {
  let recorded: Access[];
  let denials: DenialRecorder;

  beforeEach(() => {
    recorded = [];
    denials = DenialRecorder.create({
      accessLog: {
        record: access => recorded.push(access),
        recordOnce: () => {},
      },
      setTimer: () => {},
    });
  });

  const refusal = (more: Partial<Refusal>): Refusal => ({
    status: 403,
    error: toError(new NotAllowedError('You may not cancel this booking')),
    req: {
      method: 'POST',
      originalUrl: '/api/reservations/bookings/1/cancel?x=1',
      ip: '10.0.0.1',
    } as Refusal['req'],
    operation: 'cancelBooking',
    credentials: visitor,
    ...more,
  });

  it('says who was refused what, and with which request', () => {
    denials.onRefused(
      refusal({
        refused: { kind: 'booking', ref: '1', what: 'cancel this booking' },
      }),
    );
    expect(recorded).toEqual([
      {
        action: 'access.denied',
        outcome: 'denied',
        actor: 'user:default/visitor',
        severity: 'medium',
        subject: { kind: 'booking', id: '1' },
        request: {
          method: 'POST',
          path: '/api/reservations/bookings/1/cancel',
          ip: '10.0.0.1',
        },
        data: {
          operation: 'cancelBooking',
          status: 403,
          reason: 'You may not cancel this booking',
          wanted: 'cancel this booking',
        },
      },
    ]);
  });

  it('tells what hides from what is refused, and policies from doors', () => {
    denials.onRefused(
      refusal({
        status: 404,
        refused: { kind: 'site', ref: 'resource:default/vault', hidden: true },
      }),
    );
    denials.onRefused(
      refusal({
        operation: 'createBooking',
        error: toError(
          Object.assign(new NotAllowedError('Too long'), {
            details: { verdicts: [{ policy: 'length' }] },
          }),
        ),
      }),
    );
    expect(recorded).toEqual([
      expect.objectContaining({
        severity: 'medium',
        subject: { kind: 'site', ref: 'resource:default/vault' },
        data: expect.objectContaining({ hidden: true, status: 404 }),
      }),
      expect.objectContaining({
        severity: 'low',
        data: expect.objectContaining({ verdicts: [{ policy: 'length' }] }),
      }),
    ]);
  });

  it('counts the same again, for each address where nobody is known', () => {
    const nobody = (ip: string) =>
      denials.onRefused(
        refusal({
          status: 401,
          error: toError(new AuthenticationError('Missing credentials')),
          credentials: undefined,
          operation: undefined,
          req: { method: 'GET', originalUrl: '/api/x', ip } as Refusal['req'],
        }),
      );
    for (let n = 0; n < 50; n++) {
      nobody('10.0.0.1');
    }
    nobody('10.0.0.2');
    expect(recorded.map(({ actor, request }) => [actor, request?.ip])).toEqual([
      ['anonymous', '10.0.0.1'],
      ['anonymous', '10.0.0.2'],
    ]);
    expect(recorded[0].data?.operation).toBe('GET /api/x');
    denials.flush();
    expect(recorded).toHaveLength(3);
    expect(recorded[2].data).toMatchObject({ repeated: 49 });
  });

  it('keeps an enumeration to a few entries', () => {
    for (let n = 0; n < 1_000; n++) {
      denials.onRefused(
        refusal({
          status: 404,
          refused: { kind: 'booking', ref: `${n}`, hidden: true },
        }),
      );
    }
    denials.flush();
    expect(recorded).toHaveLength(21);
    expect(recorded[20]).toMatchObject({
      action: 'access.denied',
      actor: 'user:default/visitor',
      severity: 'high',
      data: { others: 980 },
    });
    expect(recorded[20].data?.examples).toHaveLength(5);
  });

  describe('watching actions', () => {
    const registered: { action(context: object): Promise<unknown> }[] = [];
    const registry = {
      register: options => registered.push(options as never),
    } as ActionsRegistryService;

    async function invoke(error?: Error) {
      registered.length = 0;
      denials.watching(registry).register({
        name: 'cancel-booking',
        title: 'Cancel',
        description: 'Cancels',
        schema: {
          input: zod => zod.object({}),
          output: zod => zod.object({}),
        },
        action: async () => {
          if (error) {
            throw error;
          }
          return { output: {} };
        },
      });
      return registered[0].action({ credentials: visitor, input: {} });
    }

    it('records what they refuse, and throws it on', async () => {
      await expect(invoke(new NotAllowedError('not you'))).rejects.toThrow(
        'not you',
      );
      expect(recorded).toEqual([
        expect.objectContaining({
          actor: 'user:default/visitor',
          data: {
            operation: 'action:cancel-booking',
            status: 403,
            reason: 'not you',
          },
        }),
      ]);
    });

    it('records what they hide, and nothing that is simply not there', async () => {
      const absent = new NotFoundError('There is no booking');
      await expect(invoke(absent)).rejects.toBe(absent);
      await expect(invoke(new InputError('bad'))).rejects.toThrow();
      await expect(invoke()).resolves.toEqual({ output: {} });
      expect(recorded).toEqual([]);
      await expect(
        invoke(refusing(absent, { kind: 'booking', ref: '1', hidden: true })),
      ).rejects.toBe(absent);
      expect(recorded).toHaveLength(1);
    });
  });
});
