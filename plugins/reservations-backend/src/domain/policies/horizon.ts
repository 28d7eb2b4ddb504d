import { DAY_MS } from '../intervals';
import type { Policy } from './types';
import { allowUnless, withLimit } from './verdicts';

/** Starting no later than the type's `horizonDays` from now. */
export const horizon: Policy = ({ resources, time, now, startChanged }) =>
  allowUnless(
    'horizon',
    withLimit(resources, 'horizonDays')
      .filter(({ value }) => startChanged && time.start > now + value * DAY_MS)
      .map(({ resource, value }) => ({
        policy: 'horizon',
        result: 'deny',
        code: 'too_far_ahead',
        message: `${resource.title} can be booked at most ${value} days ahead.`,
        passes: `A start until ${new Date(now + value * DAY_MS).toISOString()}`,
        facts: {
          title: resource.title,
          days: value,
          until: new Date(now + value * DAY_MS).toISOString(),
        },
        resourceRef: resource.entityRef,
      })),
  );
