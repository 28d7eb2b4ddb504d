import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import type { Tone } from '@callboard/frontend-kit';

export type DeliveryState =
  'delivered' | 'dead' | 'sending' | 'held' | 'retrying' | 'queued';

type Known = Pick<
  Delivery,
  | 'status'
  | 'sending'
  | 'attempts'
  | 'lastStatus'
  | 'lastErrorClass'
  | 'heldUntil'
>;

const TONES: Record<DeliveryState, Tone> = {
  delivered: 'success',
  dead: 'danger',
  sending: 'info',
  held: 'neutral',
  retrying: 'warning',
  queued: 'neutral',
};

/**
 * How a delivery stands. `answer` is what the receiver last said: the status
 * code, or the class of error where there was none; not while a first attempt
 * is still to come.
 */
export function deliveryState(delivery: Known): {
  state: DeliveryState;
  tone: Tone;
  code?: number;
  errorClass?: Delivery['lastErrorClass'];
} {
  const state = stateOf(delivery);
  const { lastStatus: code, lastErrorClass } = delivery;
  const answered = state !== 'sending' && delivery.attempts > 0;
  return {
    state,
    tone: TONES[state],
    ...(answered && code !== undefined && { code }),
    ...(answered &&
      code === undefined &&
      lastErrorClass && { errorClass: lastErrorClass }),
  };
}

/**
 * How it may be sent by hand: again, where it is finished; at once, where it is
 * to be tried again anyway; past earlier ones, where it waits for them.
 */
export function resending(
  delivery: Known & Pick<Delivery, 'actions'>,
): 'again' | 'now' | 'past' | undefined {
  if (!delivery.actions.includes('redeliver')) return undefined;
  const ways = {
    delivered: 'again',
    dead: 'again',
    retrying: 'now',
    held: 'past',
    sending: undefined,
    queued: undefined,
  } as const;
  return ways[stateOf(delivery)];
}

function stateOf(delivery: Known): DeliveryState {
  if (delivery.status !== 'pending') return delivery.status;
  if (delivery.sending) return 'sending';
  if (delivery.heldUntil) return 'held';
  return delivery.attempts > 0 ? 'retrying' : 'queued';
}
