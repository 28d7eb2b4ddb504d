import { MINUTE_MS } from '../intervals';
import { slotOf } from './say';
import type { Policy } from './types';
import { allowUnless, sayMinutes, withLimit } from './verdicts';

/** No longer than the type's `maxMinutes`. */
export const maxLength: Policy = ({ resources, time }) =>
  allowUnless(
    'max-length',
    withLimit(resources, 'maxMinutes')
      .filter(({ value }) => time.end - time.start > value * MINUTE_MS)
      .map(({ resource, value }) => ({
        policy: 'max-length',
        result: 'deny',
        code: 'too_long',
        message: `${resource.title} is booked for at most ${sayMinutes(value)} at a time.`,
        passes: `${sayMinutes(value)} or less`,
        facts: { title: resource.title, minutes: value },
        slot: slotOf({ ...time, end: time.start + value * MINUTE_MS }),
        resourceRef: resource.entityRef,
      })),
  );
