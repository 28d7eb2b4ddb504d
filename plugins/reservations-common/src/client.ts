import {
  type ApiClient,
  type ApiClientOptions,
  createApiClient,
  RequestError,
} from '@callboard/api-client';
import type { paths } from './generated/openapi';
import type { Conflict, ErrorBody, Slot, Verdict } from './types';

export { ifMatch } from '@callboard/api-client';

/**
 * What the reservations API answered when it refused: `conflicts` and
 * `suggestions` come with a 409, `verdicts` with a 403 by policy.
 */
export class ReservationsRequestError extends RequestError<Partial<ErrorBody>> {
  readonly verdicts: Verdict[];
  readonly conflicts: Conflict[];
  readonly suggestions: Slot[];

  get isExplained(): boolean {
    return this.verdicts.length > 0;
  }

  constructor(status: number, body: Partial<ErrorBody>, requestId?: string) {
    super(status, body, requestId);
    this.verdicts = body.verdicts ?? [];
    this.conflicts = body.conflicts ?? [];
    this.suggestions = body.suggestions ?? [];
  }
}

export type ReservationsClient = ApiClient<paths>;

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link ReservationsRequestError} for everything else.
 */
export function createReservationsClient(
  options: ApiClientOptions,
): ReservationsClient {
  return createApiClient<paths>(
    'reservations',
    ReservationsRequestError,
    options,
  );
}
