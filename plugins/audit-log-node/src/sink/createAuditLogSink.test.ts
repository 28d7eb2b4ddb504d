import { mockServices } from '@backstage/backend-test-utils';
import type { DomainEvent } from '@callboard/backend-outbox';
import { isAuditLogEnabled } from '..';
import { standIn, type StandIn } from '../__testUtils__/standIn';
import { createAuditLogSink } from './createAuditLogSink';

function event(n: number, data: DomainEvent['data'] = {}): DomainEvent {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    type: 'booking.created',
    version: 1,
    occurredAt: '2027-03-15T10:00:00.000Z',
    aggregate: `booking:${n}`,
    sequence: 1,
    orderingKeys: [`booking:${n}`],
    actor: 'user:default/researcher',
    refs: {},
    data,
  };
}

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

describe('createAuditLogSink', () => {
  let log: StandIn;

  afterEach(() => log.close());

  const sizes = () => log.asked.map(({ body }) => body.events.length);

  it('begins with everything that is stored, under a name that stays', async () => {
    log = await standIn(() => 202);
    const sink = createAuditLogSink(log.deps);
    expect(sink).toMatchObject({ id: 'audit-log', start: 'replay' });
    expect(sink.orderingKeys).toBeUndefined();
  });

  it('sends a lone event at once and as it is', async () => {
    log = await standIn(() => 202);
    await createAuditLogSink(log.deps).deliver(event(1, { is: 'so' }));
    expect(log.asked).toEqual([
      { path: '/events', body: { events: [event(1, { is: 'so' })] } },
    ]);
  });

  it('joins what is delivered at the same moment, and what comes meanwhile', async () => {
    let later: Promise<void>[] = [];
    let sendMore = () => {};
    log = await standIn((_asked, nth) => {
      if (nth === 1) {
        sendMore();
      }
      return 202;
    });
    const sink = createAuditLogSink(log.deps);
    sendMore = () => {
      later = events(21, 25).map(one => sink.deliver(one));
    };
    await Promise.all(events(1, 20).map(one => sink.deliver(one)));
    await Promise.all(later);
    expect(sizes()).toEqual([20, 5]);
  });

  it('sends no request that is too large for its events', async () => {
    log = await standIn(() => 202);
    const sink = createAuditLogSink(log.deps);
    await Promise.all([
      ...events(1, 450).map(one => sink.deliver(one)),
      ...[451, 452, 453].map(n =>
        sink.deliver(event(n, { text: 'x'.repeat(300_000) })),
      ),
    ]);
    expect(sizes()).toEqual([200, 200, 51, 1, 1]);
  });

  it.each([400, 413])(
    'holds up only the event that is answered %p',
    async status => {
      log = await standIn(({ body }) =>
        body.events.some((one: DomainEvent) => one.data.bad) ? status : 202,
      );
      const sink = createAuditLogSink(log.deps);
      const outcomes = await Promise.allSettled(
        [event(1), event(2, { bad: true }), event(3)].map(one =>
          sink.deliver(one),
        ),
      );
      expect(outcomes.map(one => one.status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect((outcomes[1] as PromiseRejectedResult).reason.message).toBe(
        `The audit log answered ${status}; caused by Refused: not like that`,
      );
      expect(sizes()).toEqual([3, 1, 1, 1]);
    },
  );

  it.each([401, 403, 404, 503])(
    'rejects all that are answered %p, and goes on',
    async status => {
      log = await standIn((_asked, nth) => (nth === 1 ? status : 202));
      const sink = createAuditLogSink(log.deps);
      const outcomes = await Promise.allSettled(
        events(1, 3).map(one => sink.deliver(one)),
      );
      expect(outcomes.map(one => one.status)).toEqual(
        Array(3).fill('rejected'),
      );
      await sink.deliver(event(1));
      expect(sizes()).toEqual([3, 1]);
    },
  );

  it('lets go of one that is given up, and of the request when all are', async () => {
    let answer = () => {};
    const arrived: (() => void)[] = [];
    log = await standIn(
      () =>
        new Promise(resolve => {
          answer = () => resolve(202);
          arrived.forEach(tell => tell());
        }),
    );
    const sink = createAuditLogSink(log.deps);
    const givenUp = new AbortController();
    const underWay = new Promise<void>(tell => arrived.push(tell));
    const first = sink.deliver(event(1), givenUp.signal);
    const second = sink.deliver(event(2));
    await underWay;
    const waiting = sink.deliver(event(3), givenUp.signal);
    givenUp.abort(new Error('The relay is stopping'));
    await expect(first).rejects.toThrow('The relay is stopping');
    await expect(waiting).rejects.toThrow('The relay is stopping');
    answer();
    await second;
    expect(sizes()).toEqual([2]);
    await expect(sink.deliver(event(4), givenUp.signal)).rejects.toThrow();

    const alone = new AbortController();
    const again = new Promise<void>(tell => arrived.push(tell));
    const last = sink.deliver(event(5), alone.signal);
    await again;
    alone.abort(new Error('enough'));
    await expect(last).rejects.toThrow('enough');
  });
});

describe('isAuditLogEnabled', () => {
  it.each([
    [{}, false],
    [{ callboard: { webhooks: {} } }, false],
    [{ callboard: { auditLog: { keys: ['a key'] } } }, true],
    [{ callboard: { auditLog: { enabled: true } } }, true],
    [{ callboard: { auditLog: { enabled: false, keys: ['a'] } } }, false],
  ])('says of %j: %p', (data, expected) => {
    expect(isAuditLogEnabled(mockServices.rootConfig({ data }))).toBe(expected);
  });
});
