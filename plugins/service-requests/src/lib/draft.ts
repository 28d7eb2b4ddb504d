import type {
  Environment,
  NewItem,
  NewRequest,
  Offering,
  Operation,
  Options,
  Request,
  RequestDraft,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  changedValues,
  knownValues,
  schemaDefaults,
  type Values,
  withDefaults,
} from './parameterFields';

/** One service, or one change of a service, as the form has it. */
export type DraftItem = {
  /** Tells items of one form apart. */
  key: string;
  offering: string;
  operation: Operation;
  values: Values;
  /** What is changed: as it is now. */
  target?: Service;
  /** The name, typed again, of what is to be removed. */
  confirm: string;
};

/** What a person has filled in. */
export type Draft = {
  environment: string;
  regions: string[];
  owner: string;
  costCentre: string;
  endDate: string;
  reason: string;
  /** Empty where the suggested one is taken. */
  title: string;
  items: DraftItem[];
};

const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

export function isChange(item: DraftItem): boolean {
  return item.operation !== 'create';
}

/** Where every item changes a service, these say where it is. */
export function isAllChanges(draft: Pick<Draft, 'items'>): boolean {
  return draft.items.every(isChange);
}

export function operationOf(
  offering: Offering | undefined,
  operation: Operation,
) {
  return offering?.operations.find(known => known.operation === operation);
}

/** An item for something new, with what its offering suggests. */
export function newItem(offering: Offering, key: string): DraftItem {
  return {
    key,
    offering: offering.name,
    operation: 'create',
    values: schemaDefaults(operationOf(offering, 'create')?.parameters),
    confirm: '',
  };
}

/** An item for a change of a service, with what it has now. */
export function changeItem(
  offering: Offering,
  operation: Operation,
  target: Service,
  key: string,
): DraftItem {
  return {
    key,
    offering: offering.name,
    operation,
    target,
    values: knownValues(
      operationOf(offering, operation)?.parameters,
      target.parameters,
    ),
    confirm: '',
  };
}

/** A day `2027-06-30`, so many days after an instant. */
export function dayAfter(now: number, days: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day that an environment suggests; empty where it asks for none. */
export function suggestedEndDate(
  environment: Environment | undefined,
  now: number,
): string {
  return environment?.requiresEndDate
    ? dayAfter(now, Math.min(USUAL_DAYS, environment.maxDays ?? USUAL_DAYS))
    : '';
}

/** Regions that an environment knows of those chosen; its first where it knows none. */
export function regionsIn(
  environment: Environment | undefined,
  chosen: readonly string[],
): string[] {
  const known = environment?.regions.map(({ name }) => name) ?? [];
  const kept = chosen.filter(name => known.includes(name));
  return kept.length > 0 ? kept : known.slice(0, 1);
}

/** Who may own a service, as far as the catalog knows them. */
export type Owner = { ref: string; title?: string; type?: string };

/**
 * A team keeps a service better than a person does, who may leave, and better
 * than a group that is a role or everybody.
 */
export function suggestedOwner(owners: readonly Owner[]): string {
  const groups = owners.filter(({ ref }) => ref.startsWith('group:'));
  const [best] = [
    ...groups.filter(({ type }) => type === 'team'),
    ...groups,
    ...owners,
  ];
  return best?.ref ?? '';
}

/** The draft that a link opens: `target`s say where, else the least costly place does. */
export function emptyDraft(
  options: Options,
  items: DraftItem[],
  wanted: {
    environment?: string;
    region?: string;
    owners: readonly Owner[];
    now: number;
  },
): Draft {
  const target = items.find(item => item.target)?.target;
  const name = target?.environment ?? wanted.environment;
  const environment =
    options.environments.find(known => known.name === name) ??
    options.environments.find(known => !known.production) ??
    options.environments[0];
  return {
    environment: target?.environment ?? environment?.name ?? '',
    regions: target
      ? [target.region]
      : regionsIn(environment, wanted.region ? [wanted.region] : []),
    owner: target?.owner ?? suggestedOwner(wanted.owners),
    costCentre: '',
    endDate: target ? '' : suggestedEndDate(environment, wanted.now),
    reason: '',
    title: '',
    items,
  };
}

/**
 * The draft of a request that is changed; `services` are what its items change.
 * A request keeps what was filled in; what the server adds is shown as well.
 */
export function draftOf(
  request: Request,
  known: {
    offerings: readonly Offering[];
    services: ReadonlyMap<string, Service>;
  },
): Draft {
  return {
    environment: request.environment,
    regions: request.regions,
    owner: request.owner,
    costCentre: request.costCentre ?? '',
    endDate: request.endDate ?? '',
    reason: request.reason ?? '',
    title: request.title,
    items: request.items.map(item => {
      const target = known.services.get(item.targetRef ?? '');
      const schema = operationOf(
        known.offerings.find(({ name }) => name === item.offering),
        item.operation,
      )?.parameters;
      return {
        key: item.id,
        offering: item.offering,
        operation: item.operation,
        target,
        values: target
          ? { ...knownValues(schema, target.parameters), ...item.parameters }
          : withDefaults(schema, item.parameters),
        confirm: item.confirm ?? '',
      };
    }),
  };
}

function itemBody(item: DraftItem): NewItem {
  const { offering, operation, target, values, confirm } = item;
  if (!target) {
    return { offering, operation, parameters: values };
  }
  const targetRef = target.entityRef;
  if (operation === 'decommission') {
    return { offering, operation, targetRef, ...(confirm && { confirm }) };
  }
  return {
    offering,
    operation,
    targetRef,
    parameters: changedValues(target.parameters, values),
  };
}

/** What the server is asked about while the form is filled in. */
export function draftBody(draft: Draft, replaces?: string): RequestDraft {
  const { environment, regions, owner, costCentre, endDate, reason } = draft;
  return {
    environment,
    ...(!isAllChanges(draft) && regions.length > 0 && { regions }),
    ...(owner && { owner }),
    ...(costCentre && { costCentre }),
    ...(endDate && { endDate }),
    ...(reason && { reason }),
    ...(draft.title.trim() && { title: draft.title.trim() }),
    items: draft.items.map(itemBody),
    ...(replaces && { replaces }),
  };
}

/** What is handed in; `title` where the person has not written one. */
export function requestBody(
  draft: Draft,
  title: string,
): Omit<NewRequest, 'submit'> {
  const { replaces: _, ...body } = draftBody(draft);
  return { ...body, title: draft.title.trim() || title };
}

/** Everything of the form, also what was emptied. */
export function changeBody(draft: Draft, title: string) {
  const { regions, owner, costCentre, reason, endDate } = draft;
  return {
    ...requestBody(draft, title),
    ...(regions.length > 0 && { regions }),
    ...(owner && { owner }),
    ...(costCentre && { costCentre }),
    reason,
    endDate,
  };
}

/** What the service of an item is called, as far as is known. */
export function itemName(item: DraftItem): string {
  const { name } = item.values;
  return item.target?.name ?? (typeof name === 'string' ? name : '');
}
