import type { Access } from '@callboard/backend-access';
import {
  type Database,
  type Reader,
  readNow,
  toInstant,
} from '@callboard/backend-database';
import {
  CONVERGING_STATUSES,
  EDITABLE_STATUSES,
  isFinal,
  type Item,
  type Request,
  type RequestAction,
  type RequestStatus,
  REVIEWED_STATUSES,
  SUBMITTABLE_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
import type {
  ChangeSetRecord,
  ChangeSetStore,
} from '../changeSets/ChangeSetStore';
import type { OfferingDefinition } from '../offerings';
import type { RequestSubject } from '../permissions';
import type { ServiceStore } from '../services/ServiceStore';
import { statusUnderWay } from '../services/statusUnderWay';
import type { ServiceRecord } from '../services/types';
import type { Assessor } from './Assessor';
import { counts } from './ReviewService';
import type { ReviewStore } from './ReviewStore';
import type {
  DecisionRecord,
  ItemRecord,
  RequestRecord,
  RevisionRecord,
} from './types';

/** What the caller may do, for the actions that are offered. */
export interface RequestAccess {
  actor: string;
  update: Access<RequestSubject>;
  review: Access<RequestSubject>;
  merge: Access<RequestSubject>;
  comment: Access<RequestSubject>;
  /** May decide on what another reviewer has claimed. */
  overrules: boolean;
}

interface Options {
  assessor: Assessor;
  changeSets: ChangeSetStore;
  claimMs: number;
  currency: string;
  database: Database;
  offering(name: string, version: number): OfferingDefinition | undefined;
  reviews: ReviewStore;
  services: ServiceStore;
}

/** Requests as the API has them, with everything around them. */
export class RequestReader {
  readonly #options: Options;

  static create(options: Options): RequestReader {
    return new RequestReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async view(
    requests: RequestRecord[],
    access: RequestAccess,
  ): Promise<Request[]> {
    const around = await this.#options.database.read(db =>
      this.#read(db, requests),
    );
    return requests.map(request => this.#view(request, around, access));
  }

  async #read(db: Reader, requests: RequestRecord[]): Promise<Around> {
    const { changeSets, reviews, services } = this.#options;
    const ids = requests.map(({ id }) => id);
    return {
      now: await readNow(db),
      revisions: await reviews.revisionsOf(db, requests),
      decisions: await reviews.decisionsOf(db, ids),
      changeSets: await changeSets.latestOf(db, ids),
      services: new Map(
        (
          await services.byIds(
            db,
            requests.flatMap(({ items }) =>
              items.flatMap(({ placements }) =>
                placements.map(({ serviceId }) => serviceId),
              ),
            ),
          )
        ).map(service => [service.id, service]),
      ),
    };
  }

  #view(
    request: RequestRecord,
    around: Around,
    access: RequestAccess,
  ): Request {
    const revision = around.revisions.get(request.id);
    const changeSet = around.changeSets.get(request.id);
    const decisions = around.decisions.filter(
      one => one.requestId === request.id,
    );
    const assessment = revision?.assessment;
    return {
      id: request.id,
      version: request.version,
      createdAt: toInstant(request.createdAt),
      updatedAt: toInstant(request.updatedAt),
      title: request.title,
      environment: request.environment,
      regions: request.regions,
      items: request.items.map(item =>
        this.#item(item, request, around.services),
      ),
      owner: request.owner,
      requestedBy: request.requestedBy,
      editors: request.parties
        .filter(({ role }) => role === 'editor')
        .map(({ ref }) => ref),
      costCentre: request.costCentre,
      reason: request.reason,
      endDate: request.endDate,
      status: request.status,
      statusReason: request.statusReason ?? request.automatic,
      statusSince: toInstant(request.statusSince),
      revision: request.revision,
      manifestHash: revision?.manifestHash,
      submittedAt: toOptionalInstant(request.submittedAt),
      dueAt: toOptionalInstant(request.dueAt),
      claim: request.claim && {
        by: request.claim.by,
        deputy: request.claim.deputy,
        at: toInstant(request.claim.at),
        until: toInstant(request.claim.at + this.#options.claimMs),
      },
      approvals: decisions.map(toDecision),
      approvalsNeeded: this.#options.assessor.approvalsNeeded(request),
      verdicts: assessment?.verdicts ?? [],
      override: request.override,
      quotas: assessment?.quotas ?? [],
      cost: assessment?.cost ?? {
        currency: this.#options.currency,
        lines: [],
        unknown: [],
        assumptions: [],
      },
      risk: assessment?.risk ?? { level: 'none', reasons: [] },
      changeSet: changeSet && toChangeSet(changeSet),
      actions: this.#actions(request, changeSet, decisions, access, around.now),
    };
  }

  #item(
    item: ItemRecord,
    request: RequestRecord,
    services: Map<string, ServiceRecord>,
  ): Item {
    const { id, offering, offeringVersion, operation, name, parameters } = item;
    const found = item.placements.map(({ serviceId }) =>
      services.get(serviceId),
    );
    return {
      id,
      offering,
      offeringTitle:
        this.#options.offering(offering, offeringVersion)?.title ?? offering,
      offeringVersion,
      operation,
      name,
      parameters,
      targetRef: item.targetRef,
      confirm: item.confirm,
      status: itemStatus(item, request, found),
      placements: item.placements.map(({ region, serviceId }, index) => {
        const service = found[index];
        return {
          region,
          serviceId: service ? serviceId : undefined,
          entityRef: service?.entityRef,
          status: service?.status,
          message: service?.statusReason,
          endpoint: service?.judgement.endpoint,
        };
      }),
    };
  }

  #actions(
    request: RequestRecord,
    changeSet: ChangeSetRecord | undefined,
    decisions: DecisionRecord[],
    access: RequestAccess,
    now: number,
  ): RequestAction[] {
    const subject = toSubject(request);
    const { status } = request;
    const actions: RequestAction[] = [];
    const isEditable =
      EDITABLE_STATUSES.includes(status) &&
      !(
        changeSet?.revision === request.revision &&
        changeSet.state === 'merging'
      );
    if (isEditable && access.update.allows(subject)) {
      actions.push('update', 'withdraw');
      if (SUBMITTABLE_STATUSES.includes(status)) {
        actions.push('submit');
      }
      if (['pr_conflict', 'pr_closed'].includes(status)) {
        actions.push('rebase');
      }
    }
    if (access.review.allows(subject)) {
      const isFree =
        !request.claim ||
        access.overrules ||
        [request.claim.by, request.claim.deputy].includes(access.actor) ||
        request.claim.at + this.#options.claimMs < now;
      if (REVIEWED_STATUSES.includes(status) && isFree) {
        actions.push('claim', 'request-changes');
        const hasApproved = decisions.some(
          one => counts(one, request.revision) && one.reviewer === access.actor,
        );
        if (!hasApproved) {
          actions.push('approve');
        }
      }
      if (isEditable && status !== 'draft' && isFree) {
        actions.push('reject');
      }
    }
    if (status === 'pr_open' && isEditable && access.merge.allows(subject)) {
      actions.push('merge');
    }
    if (access.comment.allows(subject)) {
      actions.push('comment');
    }
    return actions;
  }
}

interface Around {
  now: number;
  revisions: Map<string, Omit<RevisionRecord, 'files'>>;
  decisions: DecisionRecord[];
  changeSets: Map<string, ChangeSetRecord>;
  services: Map<string, ServiceRecord>;
}

/** What permissions look at in a request. */
export function toSubject(request: RequestRecord): RequestSubject {
  return {
    owner: request.owner,
    requestedBy: request.requestedBy,
    parties: request.parties.map(({ ref }) => ref),
  };
}

/** How far one item is: the request's own state until it is merged. */
function itemStatus(
  item: ItemRecord,
  request: RequestRecord,
  services: (ServiceRecord | undefined)[],
): RequestStatus {
  const isMerged =
    CONVERGING_STATUSES.includes(request.status) ||
    ['ready', 'removed'].includes(request.status);
  if (!isMerged) {
    return request.status;
  }
  const open = services.flatMap(one =>
    one?.changeRequestId === request.id ? [one] : [],
  );
  if (isFinal(request.status) || open.length === 0) {
    return item.operation === 'decommission' ? 'removed' : 'ready';
  }
  return statusUnderWay(open);
}

function toDecision(one: DecisionRecord): Request['approvals'][number] {
  const { id, reviewer, decision, revision, manifestHash, comment } = one;
  return {
    id,
    reviewer,
    decision,
    revision,
    manifestHash,
    comment,
    at: toInstant(one.at),
    void: one.void,
  };
}

function toChangeSet(one: ChangeSetRecord): Request['changeSet'] {
  return {
    revision: one.revision,
    state:
      one.state === 'leaving' || one.state === 'left' ? 'closed' : one.state,
    branch: one.branch,
    pullRequestId: one.pullRequestId,
    url: one.url,
    headSha: one.headSha,
    baseSha: one.baseSha,
    mergeable: one.mergeable,
    mergeSha: one.mergeSha,
    mergedAt: toOptionalInstant(one.mergedAt),
    mergedBy: one.mergedBy,
    problem: one.problem,
  };
}

function toOptionalInstant(at: number | undefined): string | undefined {
  return at === undefined ? undefined : toInstant(at);
}
