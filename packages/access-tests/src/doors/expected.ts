import type { Caller } from '../portal/people';
import { isAllowed, isPossible, type Thing } from '../table/holds';
import type { Made } from '../table/world';
import type { Door } from './Door';

/**
 * The answer that the decision table calls for: 401, then 404 for what may not
 * be seen, then 403 for what may not be done, then success.
 */
export function expectedStatus(
  door: Door,
  caller: Caller,
  made: Made<unknown>,
): number {
  if (caller.kind === 'nobody') {
    return 401;
  }
  const seen =
    !door.sees || isAllowed(caller, door.sees, door.named ? made : undefined);
  if (door.named === 'path' && !seen) {
    return 404;
  }
  if (!isPossible(caller, door.permission) || door.closedTo?.(caller)) {
    return 403;
  }
  if (!seen) {
    return door.unseen ?? 404;
  }
  return isEntitled(door, caller, made) ? door.status : 403;
}

function isEntitled(door: Door, caller: Caller, made: Made<unknown>): boolean {
  if (door.refuses?.(caller, made)) {
    return false;
  }
  const thing: Thing | undefined = door.named === 'nothing' ? undefined : made;
  const needs = door.needs?.(made, caller) ?? [];
  return [door.permission, ...needs].every(need =>
    typeof need === 'string'
      ? isAllowed(caller, need, thing)
      : isAllowed(caller, ...need),
  );
}
