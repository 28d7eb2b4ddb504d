import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import type { DeliveryQueue } from '../delivery';
import type { WrittenEndpoint } from './loadDemo';

const PATIENCE_MS = 3 * 60_000;

/**
 * Tells the demo's endpoints what was announced while their owners were not in
 * the catalog yet: at the very first start the demo's bookings are there before
 * the people are, and what somebody unknown may see is nothing.
 */
export async function replayDemo(options: {
  endpoints: WrittenEndpoint[];
  logger: LoggerService;
  principals: PrincipalResolver;
  queue: Pick<DeliveryQueue, 'replaySince'>;
  signal: AbortSignal;
}): Promise<void> {
  const { endpoints, logger, principals, queue, signal } = options;
  const until = Date.now() + PATIENCE_MS;
  try {
    for (const { id, owner } of endpoints) {
      while ((await principals.forUser(owner)).roles.length === 0) {
        if (Date.now() > until) {
          return;
        }
        await sleep(1_000, undefined, { signal });
      }
      await queue.replaySince(id, 0, 'system');
    }
  } catch (error) {
    if (!signal.aborted) {
      logger.warn(`The demo could not be replayed: ${stringifyError(error)}`);
    }
  }
}
