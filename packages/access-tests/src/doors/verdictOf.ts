import type { Answer } from '../portal/startPortal';
import type { Made } from '../table/world';
import type { Door } from './Door';

/** What an answer says of whether somebody was let through a door. */
export function verdictOf(door: Door, answer: Answer, thing: Made): number {
  const { status, body } = answer;
  // The table let it through, and one of the site's own policies did not.
  if (door.underPolicies && status === 403 && 'verdicts' in body) {
    return door.status;
  }
  return door.verdict && status < 300 ? door.verdict(answer, thing) : status;
}
