import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  Conflict,
  Slot,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';

export { notForCaller, notFound, notVisible } from '@callboard/backend-access';

/** A 403 by policy, with every verdict. */
export class PolicyDeniedError extends NotAllowedError {
  readonly details: { verdicts: Verdict[] };

  constructor(verdicts: Verdict[]) {
    super(
      verdicts
        .filter(({ result, overridden }) => result === 'deny' && !overridden)
        .map(verdict => verdict.message)
        .join(' '),
    );
    this.details = { verdicts };
  }
}

/** A 409 that helps: what is in the way, and what is free. */
export class SlotTakenError extends ConflictError {
  readonly details: { conflicts: Conflict[]; suggestions?: Slot[] };

  constructor(
    message: string,
    details: { conflicts: Conflict[]; suggestions?: Slot[] },
  ) {
    super(message);
    this.details = details;
  }
}
