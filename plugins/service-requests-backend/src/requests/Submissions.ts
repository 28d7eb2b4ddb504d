import { ConflictError } from '@backstage/errors';
import type { Writer } from '@callboard/backend-database';
import { InvalidFieldsError } from '@callboard/backend-openapi';
import {
  CONVERGING_STATUSES,
  HOLDING_STATUSES,
  type Override,
} from '@callboard/backstage-plugin-service-requests-common';
import type { QuotaLedger } from '../quotas';
import type { ServiceStore } from '../services/ServiceStore';
import type { Assessed, Assessor } from './Assessor';
import type { NameStore } from './NameStore';
import { policyDenied, standing, withOverride } from './policyDenied';
import type { RequestJournal } from './RequestJournal';
import type { RequestStore } from './RequestStore';
import type { ReviewStore } from './ReviewStore';
import type { RequestRecord } from './types';

const HOUR_MS = 3_600_000;

interface Options {
  assessor: Assessor;
  journal: RequestJournal;
  names: NameStore;
  quotas: Pick<QuotaLedger, 'reserve'>;
  requests: RequestStore;
  reviews: ReviewStore;
  services: ServiceStore;
  /** In how many hours a review should be done. */
  reviewHours: number;
}

/** The hand-over to reviewers: what can be raced for is decided, and what they will see is kept. */
export class Submissions {
  readonly #options: Options;

  static create(options: Options): Submissions {
    return new Submissions(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** The request's lock is held, and it is what was assessed. */
  async handIn(
    tx: Writer,
    request: RequestRecord,
    assessed: Assessed,
    caller: { actor: string },
    now: number,
    { override, comment }: { override?: Override; comment?: string },
  ): Promise<RequestRecord> {
    const { assessor, journal, names, quotas, reviews } = this.#options;
    refuseInvalid(assessed.fields);
    const denials = standing(assessed.verdicts, undefined);
    if (denials.length > 0 && !override) {
      throw policyDenied(assessed.verdicts);
    }
    const given =
      override && denials.length > 0
        ? {
            by: caller.actor,
            at: new Date(now).toISOString(),
            reason: override.reason,
            policies: [...new Set(denials.map(({ policy }) => policy))],
          }
        : undefined;
    await this.#requireOnlyChange(tx, request, assessed);
    await quotas.reserve(tx, {
      requestId: request.id,
      amounts: assessor.amounts(request, assessed.outcomes),
      overridden: given?.policies,
    });
    await names.release(tx, request.id);
    await names.reserve(
      tx,
      request.id,
      assessed.outcomes
        .filter(({ operation }) => operation === 'create')
        .map(({ region, name, serviceId }) => ({
          environment: request.environment,
          region,
          name,
          serviceId,
        })),
    );
    await reviews.voidApprovals(
      tx,
      request.id,
      `It was handed in again as revision ${request.revision}`,
    );
    const {
      files,
      baseSha,
      manifestHash,
      outcomes: _,
      ...assessment
    } = assessed;
    await reviews.insertRevision(tx, {
      requestId: request.id,
      revision: request.revision,
      manifestHash,
      baseSha,
      files,
      assessment: {
        ...assessment,
        verdicts: withOverride(assessment.verdicts, given),
      },
      createdBy: caller.actor,
      createdAt: now,
    });
    return journal.change(
      tx,
      request,
      {
        status: 'submitted',
        submittedRevision: request.revision,
        submittedAt: now,
        dueAt: now + this.#options.reviewHours * HOUR_MS,
        claim: undefined,
        override: given,
      },
      {
        type: 'request.submitted',
        actor: caller.actor,
        text: comment,
        at: now,
      },
    );
  }

  /** One request at a time changes a service: the next one would be rendered against what is about to change. */
  async #requireOnlyChange(
    tx: Writer,
    request: RequestRecord,
    { outcomes }: Assessed,
  ): Promise<void> {
    const changed = outcomes.filter(({ operation }) => operation !== 'create');
    if (changed.length === 0) {
      return;
    }
    const ids = changed.map(({ serviceId }) => serviceId);
    await this.#options.services.lock(tx, ids);
    const open = await this.#options.requests.openOn(tx, ids, [
      ...HOLDING_STATUSES,
      ...CONVERGING_STATUSES,
    ]);
    const other = open.find(({ id }) => id !== request.id);
    if (other) {
      const name = changed.find(
        ({ serviceId }) => serviceId === other.serviceId,
      )?.name;
      throw new ConflictError(
        `Another request changes ${name} already; wait until it is done`,
      );
    }
  }
}

/** @throws InvalidFieldsError (400) where anything is missing or wrong */
export function refuseInvalid(
  fields: { field: string; message: string }[],
): void {
  if (fields.length > 0) {
    throw new InvalidFieldsError(fields);
  }
}
