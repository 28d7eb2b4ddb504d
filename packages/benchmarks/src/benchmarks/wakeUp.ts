import { EVENT_TYPE } from '../engine/events';
import { LocalService } from '../environment/LocalService';
import type { HopsAnswer, HopsRequest } from '../protocol';
import { compare, measure, type Result } from '../results';
import { quantile } from '../statistics';
import type { Session } from './Session';

/** B7: from the commit of an event to the receiver, one at a time. */
export async function fromCommitToReceiver(
  session: Session,
): Promise<Result[]> {
  const receiver = await LocalService.start('receiver', 'src/receiver/main');
  try {
    await session.server.createEndpoint(
      `${receiver.url}/take/engine`,
      EVENT_TYPE,
    );
    return await followEvents(session, receiver);
  } finally {
    await receiver.stop();
  }
}

async function followEvents(
  session: Session,
  receiver: LocalService,
): Promise<Result[]> {
  const all: Record<HopsRequest['kind'], number[]> = { engine: [], bare: [] };
  const contender = (name: string, kind: HopsRequest['kind']) => ({
    name,
    window: async () => {
      const { latencies } = await session.server.ask<HopsAnswer>('/hops', {
        kind,
        receiver: receiver.url,
        samples: session.effort.samples,
      });
      all[kind].push(...latencies);
      return quantile(latencies, 0.5);
    },
  });
  const contenders = [
    contender('p50 from commit to the receiver', 'engine'),
    contender('p50 of commit, NOTIFY, claim and POST, bare', 'bare'),
  ];
  const [ours, bare] = await session.compare('B7', contenders);
  const p95 = (kind: HopsRequest['kind']) =>
    `${quantile(all[kind], 0.95).toFixed(1)} ms`;
  const subject = { name: contenders[0].name, values: ours };
  return [
    compare({
      id: 'B7',
      title: `Outbox, relay, hand-over, fan-out, delivery: ${session.effort.samples} events a window, one at a time`,
      database: session.database.name,
      unit: 'ms',
      subject,
      baseline: { name: contenders[1].name, values: bare },
      target: { direction: 'at most', reach: 3 },
      notes: [`p95 ${p95('engine')} : ${p95('bare')}`],
    }),
    measure({
      id: 'B7 p50',
      title: 'The same in milliseconds',
      database: session.database.name,
      unit: 'ms',
      subject,
      target: { direction: 'at most', reach: 50 },
    }),
  ];
}
