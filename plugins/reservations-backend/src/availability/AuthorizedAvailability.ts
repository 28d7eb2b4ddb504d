import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Availability,
  Page,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import type { ClaimStore } from '../bookings/ClaimStore';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import {
  allowedSlots,
  maintenanceOf,
  nearestStarts,
  startIntervals,
  usagesOf,
} from '../domain/availability';
import type { HeldClaim } from '../domain/claims';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import {
  DAY_MS,
  gaps,
  type Interval,
  MINUTE_MS,
  overlaps,
  usageSteps,
} from '../domain/intervals';
import { currentMaintenance, intervalOf } from '../domain/maintenance';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { ResourceStore } from '../inventory/ResourceStore';
import { type Access, requirePossible } from '@callboard/backend-access';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { accessTimes } from '../permissions/accessTimes';

export interface AvailabilityQuestion {
  window: Interval;
  resourceRefs?: string[];
  siteRefs?: string[];
  types?: string[];
  /** Length of the slot looked for. */
  minutes?: number;
  units: number;
  cursor?: string;
  limit: number;
}

/** Says when the resources that the caller may see are free and taken. */
export class AuthorizedAvailability {
  readonly #database: Database;
  readonly #resources: ResourceStore;
  readonly #claims: ClaimStore;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: {
    database: Database;
    resources: ResourceStore;
    claims: ClaimStore;
    inventory: InventoryCache;
    access: AccessDecider;
  }) {
    this.#database = options.database;
    this.#resources = options.resources;
    this.#claims = options.claims;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: {
    database: Database;
    resources: ResourceStore;
    claims: ClaimStore;
    inventory: InventoryCache;
    access: AccessDecider;
  }): AuthorizedAvailability {
    return new AuthorizedAvailability(options);
  }

  /** Throws a 403 for whoever may see no resource at all. */
  async authorize(
    credentials: BackstageCredentials,
  ): Promise<Decisions<'resourceRead'>> {
    const decisions = await this.#access.decide(credentials, ['resourceRead']);
    requirePossible(decisions.resourceRead, 'see resources');
    return decisions;
  }

  async find(
    question: AvailabilityQuestion,
    credentials: BackstageCredentials,
  ): Promise<Page<Availability>> {
    const { resourceRead } = await this.authorize(credentials);
    const inventory = await this.#inventory.latest();
    return this.#database.read(async db => {
      const page = await this.#resources.list(db, {
        refs: question.resourceRefs?.map(ref => normaliseRef(ref)),
        siteIds: question.siteRefs?.flatMap(
          ref => inventory.siteByRef(ref)?.id ?? [],
        ),
        typeIds: question.types?.flatMap(
          name => inventory.typeByName(name)?.id ?? [],
        ),
        cursor: question.cursor,
        limit: question.limit,
        filter: resourceRead.filter,
      });
      const resources = page.items.flatMap(
        ({ id }) => inventory.resource(id) ?? [],
      );
      const claims = await this.#claims.listInWindow(
        db,
        [
          ...new Set(
            resources.flatMap(resource => [
              resource.id,
              ...inventory.ancestors(resource).map(above => above.id),
            ]),
          ),
        ],
        // A slot's setup and teardown may reach beyond the window.
        question.window.start - 14 * DAY_MS,
        question.window.end + 14 * DAY_MS,
      );
      const byResource = Map.groupBy(claims, claim => claim.resourceId);
      const now = await readNow(db);
      return {
        items: resources.map(resource =>
          describe(
            resource,
            inventory,
            [resource, ...inventory.ancestors(resource)].flatMap(
              one => byResource.get(one.id) ?? [],
            ),
            question,
            { now, access: resourceRead },
          ),
        ),
        nextCursor: page.nextCursor,
      };
    });
  }
}

/** When, and by whose access. */
interface Asked {
  now: number;
  access: Access<ResourceFacts>;
}

function describe(
  resource: ResourceFacts,
  inventory: Inventory,
  claims: HeldClaim[],
  question: AvailabilityQuestion,
  asked: Asked,
): Availability {
  const { window, units } = question;
  const usages = usagesOf(resource, claims, inventory);
  const capacity = resource.capacity ?? 1;
  const clip = ({ start, end }: Interval) => ({
    start: toInstant(Math.max(start, window.start)),
    end: toInstant(Math.min(end, window.end)),
  });
  const steps = usageSteps(usages).filter(
    step => step.start < window.end && step.end > window.start,
  );
  const inactive = [resource, ...inventory.ancestors(resource)].find(
    one => one.status !== 'active',
  );
  const now = currentMaintenance(resource, asked.now, inventory);
  const maintenance = inventory
    .maintenance(resource)
    .filter(one => overlaps(intervalOf(one), window));
  const free = usageSteps([...usages, ...maintenanceOf(resource, inventory)]);
  const untouched = gaps(window, free).map(gap => ({
    ...clip(gap),
    units: capacity,
  }));
  const partly = free
    .filter(step => step.units < capacity && overlaps(step, window))
    .map(step => ({ ...clip(step), units: capacity - step.units }));
  return {
    resourceRef: resource.entityRef,
    title: resource.title,
    siteRef: resource.site.entityRef,
    type: resource.type.name,
    status: inactive?.status ?? (now ? 'maintenance' : 'active'),
    capacity: resource.capacity ?? 'exclusive',
    busy: steps.map(step => ({ ...clip(step), units: step.units })),
    free: [...untouched, ...partly]
      .filter(one => one.units >= units)
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
    maintenance: maintenance.map(one => ({
      id: one.id,
      title: one.title,
      from: toInstant(one.from),
      until: toInstant(one.until),
    })),
    next:
      question.minutes === undefined
        ? undefined
        : nextSlot(resource, inventory, claims, question, asked),
  };
}

/** The earliest slot of that length that lies in the window and may be booked. */
function nextSlot(
  resource: ResourceFacts,
  inventory: Inventory,
  claims: HeldClaim[],
  { window, minutes = 0, units }: AvailabilityQuestion,
  { now, access }: Asked,
): Slot | undefined {
  const lengthMs = minutes * MINUTE_MS;
  const notice = (resource.policies.noticeMinutes ?? 0) * MINUTE_MS;
  const demand = {
    resources: [{ resource, units }],
    lengthMs,
    window: { start: window.start, end: window.end - lengthMs + 1 },
    now: now + notice,
    parties: [{ times: (one: ResourceFacts) => accessTimes(access, one) }],
  };
  if (demand.window.end <= demand.window.start) {
    return undefined;
  }
  const starts = startIntervals(demand, claims, inventory);
  const [first] = nearestStarts(
    starts.slice(0, 1),
    Math.max(window.start, demand.now),
    1,
  );
  if (first === undefined) {
    return undefined;
  }
  return allowedSlots([first], { ...demand, now }, inventory)[0];
}
