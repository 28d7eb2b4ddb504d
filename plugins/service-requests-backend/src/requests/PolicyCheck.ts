import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type {
  GivenOverride,
  Override,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Assessor } from './Assessor';
import { policyDenied, standing } from './policyDenied';
import { toNewItem } from './prepareItems';
import type { RequestJournal } from './RequestJournal';
import type { PrepareItems, RequestsService } from './RequestsService';
import type { ReviewStore } from './ReviewStore';
import type { RequestRecord } from './types';

/** What policy says of a request. */
export interface Checked {
  verdicts: Verdict[];
  override?: Override;
}

interface Options {
  assessor: Assessor;
  database: Database;
  journal: RequestJournal;
  prepare: PrepareItems;
  requests: RequestsService;
  reviews: ReviewStore;
}

/**
 * Policy once more, at approval and at the merge: rules, prices and quotas may
 * have changed since the request was handed in, and an error denies. What is
 * denied then is nobody's mistake but still does not go out: the request
 * becomes `policy_failed` and goes back to whoever asked.
 */
export class PolicyCheck {
  readonly #options: Options;

  static create(options: Options): PolicyCheck {
    return new PolicyCheck(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Before the transaction, because it may take a while. */
  async check(id: string, override?: Override): Promise<Checked> {
    const { assessor, database, prepare, requests } = this.#options;
    const request = await requests.get(id);
    const { items, fields } = await prepare(
      request.items.map(toNewItem),
      request.regions,
      request.items,
    );
    const now = await database.read(readNow);
    const assessed = await assessor.assess({ ...request, items }, now);
    const broken = [...fields, ...assessed.fields].map(
      ({ field, message }): Verdict => ({
        policy: 'still-valid',
        result: 'deny',
        field,
        message,
      }),
    );
    return {
      verdicts: [...broken, ...assessed.verdicts],
      override,
    };
  }

  /** In the transaction, with the request's lock. */
  async settle(
    tx: Writer,
    request: RequestRecord,
    { verdicts, override }: Checked,
    caller: { actor: string },
    now: number,
  ): Promise<{ denied: boolean; request: RequestRecord }> {
    const denials = standing(verdicts, request.override);
    if (denials.length === 0) {
      return { denied: false, request };
    }
    if (override && denials.every(({ policy }) => policy !== 'still-valid')) {
      const given: GivenOverride = {
        by: caller.actor,
        at: new Date(now).toISOString(),
        reason: override.reason,
        policies: [
          ...new Set([
            ...(request.override?.policies ?? []),
            ...denials.map(({ policy }) => policy),
          ]),
        ],
      };
      return { denied: false, request: { ...request, override: given } };
    }
    const { journal, reviews } = this.#options;
    const reason = denials.map(({ message }) => message).join('; ');
    await reviews.voidApprovals(tx, request.id, 'Policy denies it now');
    return {
      denied: true,
      request: await journal.change(
        tx,
        request,
        {
          status: 'policy_failed',
          statusReason: reason,
          claim: undefined,
          dueAt: undefined,
        },
        {
          type: 'request.policy_failed',
          actor: caller.actor,
          text: reason,
          at: now,
        },
      ),
    };
  }

  /** A 403 with the verdicts, once the denial is on record. */
  throwIfDenied(request: RequestRecord, { verdicts }: Checked): void {
    if (request.status === 'policy_failed') {
      throw policyDenied(verdicts);
    }
  }
}
