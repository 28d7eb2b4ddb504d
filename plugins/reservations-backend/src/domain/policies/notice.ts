import { MINUTE_MS } from '../intervals';
import type { Policy } from './types';
import { allowUnless, sayMinutes, withLimit } from './verdicts';

/** Asked for at least the type's `noticeMinutes` before it starts. */
export const notice: Policy = ({ resources, time, now, startChanged }) =>
  allowUnless(
    'notice',
    withLimit(resources, 'noticeMinutes')
      .filter(
        ({ value }) => startChanged && time.start < now + value * MINUTE_MS,
      )
      .map(({ resource, value }) => ({
        policy: 'notice',
        result: 'deny',
        code: 'too_soon',
        message: `${resource.title} must be booked at least ${sayMinutes(value)} ahead.`,
        passes: `A start from ${new Date(now + value * MINUTE_MS).toISOString()}`,
        facts: {
          title: resource.title,
          minutes: value,
          from: new Date(now + value * MINUTE_MS).toISOString(),
        },
        resourceRef: resource.entityRef,
      })),
  );
