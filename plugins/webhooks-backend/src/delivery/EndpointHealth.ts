import {
  type Database,
  locked,
  type Reader,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import { afterOutcomes, type EndpointState, HEALTHY } from '../domain/breaker';
import { describeFailure } from '../domain/verdict';
import type { FinishedAttempt } from './finish';

interface StateRow {
  endpoint_id: string;
  consecutive_failures: number;
  failing_since: number | string | null;
  open_until: number | string | null;
  last_success_at: number | string | null;
  last_failure_at: number | string | null;
  last_error: string | null;
}

/** A success that follows another so soon is not written down. */
const SUCCESS_EVERY_MS = 5_000;
const MAX_ERROR_LENGTH = 500;

/** How endpoints answer: shared by all backends, since all send to them. */
export class EndpointHealth {
  readonly #database: Database;
  #states: ReadonlyMap<string, EndpointState> = new Map();

  static create(database: Database): EndpointHealth {
    return new EndpointHealth(database);
  }

  private constructor(database: Database) {
    this.#database = database;
  }

  /** As last read or written here. */
  of(endpointId: string): EndpointState {
    return this.#states.get(endpointId) ?? HEALTHY;
  }

  /** Learns what other backends found. */
  async refresh(): Promise<void> {
    const rows = await this.#database.read(
      async db => (await db.knex('endpoint_state')) as StateRow[],
    );
    this.#states = new Map(rows.map(row => [row.endpoint_id, toState(row)]));
  }

  /** Writes down what attempts that ended together say; returns what changed. */
  async record(
    tx: Writer,
    attempts: readonly FinishedAttempt[],
    now: number,
  ): Promise<Map<string, EndpointState>> {
    const byEndpoint = new Map<string, FinishedAttempt[]>();
    for (const attempt of attempts) {
      const { endpointId } = attempt.delivery;
      byEndpoint.set(endpointId, [
        ...(byEndpoint.get(endpointId) ?? []),
        attempt,
      ]);
    }
    const changed = new Map<string, EndpointState>();
    // In one order for all backends, so that none wait for each other in a ring.
    for (const endpointId of [...byEndpoint.keys()].sort()) {
      const outcomes = count(byEndpoint.get(endpointId)!, now);
      if (!this.#isWorthWriting(endpointId, outcomes)) {
        continue;
      }
      const stored = await readState(tx, endpointId);
      const state = afterOutcomes(stored ?? HEALTHY, outcomes);
      await writeState(tx, endpointId, state);
      changed.set(endpointId, state);
    }
    return changed;
  }

  /** Takes over what {@link record} wrote, once it is committed. */
  adopt(changed: ReadonlyMap<string, EndpointState>): void {
    this.#states = new Map([...this.#states, ...changed]);
  }

  #isWorthWriting(
    endpointId: string,
    outcomes: ReturnType<typeof count>,
  ): boolean {
    const known = this.of(endpointId);
    return (
      outcomes.failed > 0 ||
      known.consecutiveFailures > 0 ||
      outcomes.at - (known.lastSuccessAt ?? 0) >= SUCCESS_EVERY_MS
    );
  }
}

function count(attempts: FinishedAttempt[], at: number) {
  const failed = attempts.filter(({ verdict }) => verdict.kind !== 'delivered');
  return {
    at,
    succeeded: attempts.length - failed.length,
    failed: failed.length,
    lastError: failed
      .map(({ result }) => describeFailure(result))
      .at(-1)
      ?.slice(0, MAX_ERROR_LENGTH),
  };
}

async function readState(
  tx: Reader,
  endpointId: string,
): Promise<EndpointState | undefined> {
  const query = tx
    .knex('endpoint_state')
    .where({ endpoint_id: endpointId })
    .first();
  const row: StateRow | undefined = await locked(tx, query);
  return row && toState(row);
}

async function writeState(
  tx: Writer,
  endpointId: string,
  state: EndpointState,
): Promise<void> {
  await tx
    .knex('endpoint_state')
    .insert({
      endpoint_id: endpointId,
      consecutive_failures: state.consecutiveFailures,
      failing_since: state.failingSince ?? null,
      open_until: state.openUntil ?? null,
      last_success_at: state.lastSuccessAt ?? null,
      last_failure_at: state.lastFailureAt ?? null,
      last_error: state.lastError ?? null,
    })
    .onConflict('endpoint_id')
    .merge();
}

function toState(row: StateRow): EndpointState {
  return {
    consecutiveFailures: toNumber(row.consecutive_failures),
    failingSince: toOptionalNumber(row.failing_since),
    openUntil: toOptionalNumber(row.open_until),
    lastSuccessAt: toOptionalNumber(row.last_success_at),
    lastFailureAt: toOptionalNumber(row.last_failure_at),
    lastError: row.last_error ?? undefined,
  };
}
