import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Attempt,
  type Delivery,
  deliveryReasonText,
} from '@callboard/backstage-plugin-webhooks-common';

const LOOK_EVERY_MS = 250;

/** A delivery and its newest attempt. */
export interface Answer {
  delivery: Delivery;
  attempt?: Attempt;
}

/**
 * Looks until an attempt has ended, for so many seconds at most. It looks at the
 * log, because any backend of the portal may be the one that sends.
 */
export async function awaitAnswer(
  seconds: number,
  look: () => Promise<Answer>,
): Promise<Answer> {
  const deadline = performance.now() + seconds * 1000;
  let answer = await look();
  while (resultOf(answer) === 'waiting' && performance.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
    answer = await look();
  }
  return answer;
}

export function resultOf({
  delivery,
  attempt,
}: Answer): 'delivered' | 'failed' | 'waiting' {
  if (delivery.status === 'delivered') {
    return 'delivered';
  }
  return delivery.status === 'dead' || attempt?.outcome === 'failed'
    ? 'failed'
    : 'waiting';
}

/** What came of it, in a sentence. */
export function describeAnswer({ delivery, attempt }: Answer): string {
  if (attempt?.response) {
    return `The receiver answered ${attempt.response.status} after ${attempt.durationMs} ms`;
  }
  const { reason } = delivery;
  return (
    attempt?.errorMessage ??
    (reason ? deliveryReasonText[reason] : 'The receiver has not answered yet')
  );
}
