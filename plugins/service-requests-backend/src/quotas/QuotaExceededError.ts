import type {
  QuotaUse,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import { NotAllowedError } from '@backstage/errors';

/** A 403: a request asks for more than is left. */
export class QuotaExceededError extends NotAllowedError {
  readonly details: {
    /** All that the request counts against, as they are without it. */
    quotas: QuotaUse[];
    /** A denial for each quota that does not suffice. */
    verdicts: Verdict[];
  };

  constructor(quotas: QuotaUse[], verdicts: Verdict[]) {
    super(verdicts.map(({ message }) => message).join(' '));
    this.details = { quotas, verdicts };
  }
}
