import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { type Page, toInstant } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type {
  MaintenanceWindow,
  NewProblem,
  Problem,
  ProblemMaintenance,
  ProblemStatus,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingsService } from '../bookings/BookingsService';
import { subjectOf } from '../bookings/views';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { notForCaller, notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AuthorizedMaintenance } from '../maintenance/AuthorizedMaintenance';
import type { People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { ProblemRecord } from './ProblemRecord';
import type { ProblemsService } from './ProblemsService';

const ON_PROBLEMS = [
  'problemRead',
  'problemUpdate',
  'resourceRead',
  'resourceUpdate',
] as const;

const ANY = {
  problemRead: 'see problems',
  problemCreate: 'report problems',
} as const;

const REPORT = 'report a problem of this resource';

/** How a list of problems is narrowed, in refs. */
export interface ProblemSelection {
  resourceRefs?: string[];
  siteRefs?: string[];
  statuses?: ProblemStatus[];
  cursor?: string;
  limit: number;
}

interface Options {
  inner: ProblemsService;
  maintenance: AuthorizedMaintenance;
  bookings: BookingsService;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/**
 * Lets through to {@link ProblemsService} what the caller may do and see. Who
 * books a resource, or takes part in a booking of it, may say what is wrong with
 * it; who looks after it sees that and does something about it.
 */
export class AuthorizedProblems {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedProblems {
    return new AuthorizedProblems(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, [
      question,
    ]);
    requirePossible(decisions[question], ANY[question]);
  }

  async list(
    selection: ProblemSelection,
    credentials: BackstageCredentials,
  ): Promise<Page<Problem>> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_PROBLEMS);
    requirePossible(decisions.problemRead, ANY.problemRead);
    const inventory = await this.#options.inventory.latest();
    const { resourceRefs, siteRefs, ...rest } = selection;
    const page = await inner.list({
      ...rest,
      resourceIds: resourceRefs?.flatMap(
        ref => inventory.resourceByRef(ref)?.id ?? [],
      ),
      siteIds: siteRefs?.flatMap(ref => inventory.siteByRef(ref)?.id ?? []),
      filter: decisions.problemRead.filter,
    });
    return {
      items: page.items.map(one => toView(one, inventory, decisions)),
      nextCursor: page.nextCursor,
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Problem> {
    const { problem, inventory, decisions } = await this.#require(
      id,
      credentials,
    );
    return toView(problem, inventory, decisions);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorizeChange(
    id: string,
    credentials: BackstageCredentials,
    needed: 'problemUpdate' | 'resourceUpdate' = 'problemUpdate',
  ): Promise<ProblemRecord> {
    const { problem, inventory, decisions } = await this.#require(
      id,
      credentials,
    );
    const resource = inventory.resource(problem.resource.id);
    if (!resource || !decisions[needed].allows(resource)) {
      throw new NotAllowedError('You may not change this problem');
    }
    return problem;
  }

  /**
   * Throws a 404, a 403 for whom there is no problem of it to report, whatever
   * they would say: who neither sees it nor has a booking of it.
   */
  async authorizeReportOf(
    resourceId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { access } = this.#options;
    const { resourceRead, problemCreate } = await access.decide(credentials, [
      'resourceRead',
      'problemCreate',
    ]);
    requirePossible(problemCreate, ANY.problemCreate);
    const inventory = await this.#options.inventory.latest();
    const resource = inventory.resource(resourceId);
    if (
      resource &&
      !(resourceRead.allows(resource) && problemCreate.allows(resource)) &&
      (await this.#hasBookingOf(resource, inventory, credentials))
    ) {
      return;
    }
    requireAllowed(resource, resourceRead, 'resource', resourceId, {
      access: problemCreate,
      what: REPORT,
    });
  }

  /** Throws a 404, a 403 for who may report no problem of it. */
  async #requireReportable(
    resourceId: string,
    bookingId: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<ResourceFacts> {
    const { access } = this.#options;
    const { resourceRead, problemCreate, bookingRead } = await access.decide(
      credentials,
      ['resourceRead', 'problemCreate', 'bookingRead'],
    );
    requirePossible(problemCreate, ANY.problemCreate);
    const inventory = await this.#options.inventory.latest();
    const resource = inventory.resource(resourceId);
    const booking = await this.#bookingOf(resource, bookingId, inventory);
    if (booking && (await this.#takesPart(booking, credentials))) {
      return resource!;
    }
    requireAllowed(resource, resourceRead, 'resource', resourceId, {
      access: problemCreate,
      what: REPORT,
    });
    const seen = booking && bookingRead.allows(subjectOf(booking, inventory));
    if (bookingId !== undefined && !seen) {
      throw invalidField('bookingId', 'must be a booking of this resource');
    }
    return resource;
  }

  async report(
    resourceId: string,
    input: NewProblem,
    context: CallContext,
  ): Promise<Problem> {
    const { access, inner } = this.#options;
    const { credentials } = context;
    const resource = await this.#requireReportable(
      resourceId,
      input.bookingId,
      credentials,
    );
    if (resource.archived) {
      throw notFound('resource', resourceId);
    }
    const problem = await inner.report(resource, input, context);
    return toView(
      problem,
      await this.#options.inventory.latest(),
      await access.decide(credentials, ON_PROBLEMS),
    );
  }

  async acknowledge(id: string, context: CallContext): Promise<Problem> {
    return this.#changed(id, context, () =>
      this.#options.inner.acknowledge(id, context),
    );
  }

  async resolve(
    id: string,
    resolution: string | undefined,
    context: CallContext,
  ): Promise<Problem> {
    return this.#changed(id, context, () =>
      this.#options.inner.resolve(id, resolution, context),
    );
  }

  /** Out of service from now on, because of a problem. */
  async setMaintenance(
    id: string,
    input: ProblemMaintenance,
    context: CallContext,
  ): Promise<MaintenanceWindow> {
    const { inner, maintenance } = this.#options;
    const problem = await this.authorizeChange(
      id,
      context.credentials,
      'resourceUpdate',
    );
    const inventory = await this.#options.inventory.latest();
    return maintenance.create(
      {
        ...input,
        resourceRef: problem.resource.entityRef,
        title: input.title ?? problem.title,
      },
      context,
      (tx, window) =>
        inner.attach(tx, id, window.id, { actor: context.actor, inventory }),
    );
  }

  async #changed(
    id: string,
    context: CallContext,
    change: () => Promise<ProblemRecord>,
  ): Promise<Problem> {
    await this.authorizeChange(id, context.credentials);
    const problem = await change();
    return toView(
      problem,
      await this.#options.inventory.latest(),
      await this.#options.access.decide(context.credentials, ON_PROBLEMS),
    );
  }

  /** The booking, if it is one of the resource or of what that is part of. */
  async #bookingOf(
    resource: ResourceFacts | undefined,
    bookingId: string | undefined,
    inventory: Inventory,
  ): Promise<BookingRecord | undefined> {
    if (!resource || bookingId === undefined) {
      return undefined;
    }
    const [booking] = await this.#options.bookings.getMany([bookingId]);
    const part = [resource, ...inventory.ancestors(resource)].map(r => r.id);
    return booking?.resources.some(({ id }) => part.includes(id))
      ? booking
      : undefined;
  }

  /** Whether anything that the caller owns or takes part in was ever on it. */
  async #hasBookingOf(
    resource: ResourceFacts,
    inventory: Inventory,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const caller = await this.#options.people.caller(credentials);
    const claims = caller?.claims ?? [];
    const resourceIds = [resource, ...inventory.ancestors(resource)].map(
      ({ id }) => id,
    );
    const found = await Promise.all(
      [{ owners: claims }, { participants: claims }].map(whose =>
        this.#options.bookings.list({
          ...{ ...whose, resourceIds },
          ...{ limit: 1, order: 'asc' as const },
        }),
      ),
    );
    return found.some(({ items }) => items.length > 0);
  }

  async #takesPart(
    { owner, participants }: BookingRecord,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const caller = await this.#options.people.caller(credentials);
    const claims = caller?.claims ?? [];
    return [owner, ...participants].some(ref => claims.includes(ref));
  }

  async #require(id: string, credentials: BackstageCredentials) {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_PROBLEMS);
    const problem = await inner.get(id);
    const inventory = await this.#options.inventory.latest();
    const resource = inventory.resource(problem.resource.id);
    const sees =
      resource !== undefined && decisions.problemRead.allows(resource);
    if (!sees && !(await this.#isReporter(problem, credentials))) {
      throw notForCaller(problem, 'problem', id);
    }
    return { problem, inventory, decisions };
  }

  async #isReporter(
    { reportedBy }: ProblemRecord,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const caller = await this.#options.people.caller(credentials);
    return caller?.ref === reportedBy && caller.claims.length > 0;
  }
}

function toView(
  problem: ProblemRecord,
  inventory: Inventory,
  decisions: Decisions<'problemUpdate' | 'resourceUpdate'>,
): Problem {
  const { resource, siteId: _, ...rest } = problem;
  const facts = inventory.resource(resource.id);
  const open = problem.status !== 'resolved' && facts !== undefined;
  const actions: Problem['actions'] = [];
  if (open && decisions.problemUpdate.allows(facts)) {
    actions.push(
      ...(problem.status === 'open' ? (['acknowledge'] as const) : []),
      'resolve',
    );
  }
  if (open && !facts.archived && decisions.resourceUpdate.allows(facts)) {
    actions.push('set-maintenance');
  }
  return {
    ...rest,
    resourceRef: resource.entityRef,
    resourceTitle: resource.title,
    createdAt: toInstant(problem.createdAt),
    updatedAt: toInstant(problem.updatedAt),
    resolvedAt:
      problem.resolvedAt === undefined
        ? undefined
        : toInstant(problem.resolvedAt),
    actions,
  };
}
