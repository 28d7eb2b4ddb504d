import type {
  Condition,
  ObservedObject,
} from '@callboard/backstage-plugin-service-requests-node';
import { redact } from './redact';

/**
 * What an object's conditions say. A condition of an older generation says
 * nothing of the spec as it is now, and counts as not being there; controllers
 * that do not write `observedGeneration` are taken at their word.
 */
export interface Health {
  synced: boolean;
  ready: boolean;
  /** What has gone wrong, in the controller's words. */
  failure?: string;
  /** The controller is at work on the object: `LastAsyncOperation` is open. */
  working: boolean;
  /** Why it is not ready, where that is no failure. */
  waiting?: string;
}

/**
 * What controllers report on the way and get over by themselves: somebody else
 * wrote at the same time, or what it refers to is not there yet.
 */
const TRANSIENT =
  /the object has been modified|please apply your changes to the latest version|cannot resolve references|referenced field was empty|dependency .*not (?:yet )?ready|rate exceeded|throttl/i;

export function healthOf(object: ObservedObject): Health {
  const find = (type: string) =>
    object.conditions.find(
      condition =>
        condition.type === type &&
        (condition.observedGeneration === undefined ||
          condition.observedGeneration >= object.generation),
    );
  const synced = find('Synced');
  const ready = find('Ready');
  const operation = find('LastAsyncOperation');
  const failed = [synced, operation].find(
    condition => condition?.status === 'False',
  );
  const transient = failed && TRANSIENT.test(failed.message ?? '');
  const unavailable =
    ready?.status === 'False' && ready.reason === 'Unavailable'
      ? ready
      : undefined;
  const failure = transient ? unavailable : (failed ?? unavailable);
  return {
    synced: synced?.status === 'True',
    ready: ready?.status === 'True',
    failure: failure && sayCondition(failure),
    working: operation?.status === 'Unknown' || operation?.reason === 'Ongoing',
    waiting: transient ? sayCondition(failed) : ready && waitingFor(ready),
  };
}

function waitingFor(ready: Condition): string | undefined {
  return ready.status === 'True' ? undefined : sayCondition(ready);
}

/** `Synced is False (ReconcileError): cannot …` */
export function sayCondition(condition: Condition): string {
  const { type, status, reason, message } = condition;
  return [
    `${type} is ${status}`,
    reason ? ` (${reason})` : '',
    message ? `: ${redact(message)}` : '',
  ].join('');
}
