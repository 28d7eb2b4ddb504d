import { MINUTE_MS } from '../intervals';
import { slotOf } from './say';
import type { Policy } from './types';
import { allowUnless, sayMinutes, withLimit } from './verdicts';

/** No shorter than the type's `minMinutes`. */
export const minLength: Policy = ({ resources, time }) =>
  allowUnless(
    'min-length',
    withLimit(resources, 'minMinutes')
      .filter(({ value }) => time.end - time.start < value * MINUTE_MS)
      .map(({ resource, value }) => ({
        policy: 'min-length',
        result: 'deny',
        code: 'too_short',
        message: `${resource.title} is booked for at least ${sayMinutes(value)}.`,
        passes: `${sayMinutes(value)} or more`,
        facts: { title: resource.title, minutes: value },
        slot: slotOf({ ...time, end: time.start + value * MINUTE_MS }),
        resourceRef: resource.entityRef,
      })),
  );
