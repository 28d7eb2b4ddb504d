import type { DomainEvent } from '@callboard/backend-outbox';

export type ScopeKind = 'all' | 'site' | 'type' | 'resource' | 'offering';

/** What an endpoint is told about: everything, or what belongs to one thing. */
export interface Scope {
  kind: ScopeKind;
  /** An entity ref; the name of a type. Absent for `all`. */
  ref?: string;
  /** Narrows a type to a site (entity ref). */
  siteRef?: string;
}

/**
 * Whether an endpoint is told of an event. A scope names things by ref, and a
 * ref that nothing has any more matches nothing: removing a thing never widens
 * a scope.
 */
export function matches(
  endpoint: { eventTypes: readonly string[]; scope: Scope },
  event: Pick<DomainEvent, 'type' | 'refs'>,
): boolean {
  return (
    endpoint.eventTypes.includes(event.type) &&
    isInScope(endpoint.scope, event.refs)
  );
}

function isInScope(
  { kind, ref, siteRef }: Scope,
  refs: DomainEvent['refs'],
): boolean {
  const names = (value: string) => [refs[value] ?? []].flat();
  if (kind === 'all') {
    return true;
  }
  if (ref === undefined) {
    return false;
  }
  switch (kind) {
    case 'site':
      return names('site').includes(ref);
    case 'type':
      return (
        names('type').includes(ref) &&
        (siteRef === undefined || names('site').includes(siteRef))
      );
    case 'resource':
      return names('resources').includes(ref) || names('within').includes(ref);
    case 'offering':
      return names('offering').includes(ref);
    default:
      return false;
  }
}

/**
 * Whether a delivery about one resource of an event belongs to a scope: a booking
 * may name things of several sites and types, and who is told of one of them is
 * not told of the others. What the event does not describe belongs to it.
 */
export function concernsResource(
  { kind, ref, siteRef }: Scope,
  event: Pick<DomainEvent, 'data'>,
  resourceRef: string,
): boolean {
  const described = event.data.resources as DescribedResource[] | undefined;
  const resource = described?.find(one => one.entityRef === resourceRef);
  if (!resource) {
    return true;
  }
  switch (kind) {
    case 'site':
      return resource.siteRef === ref;
    case 'type':
      return (
        resource.type === ref &&
        (siteRef === undefined || resource.siteRef === siteRef)
      );
    case 'resource':
      return (
        resourceRef === ref || (resource.ancestorRefs ?? []).includes(ref ?? '')
      );
    default:
      return true;
  }
}

interface DescribedResource {
  entityRef: string;
  siteRef?: string;
  type?: string;
  ancestorRefs?: string[];
}

/** Every entity that an event is about: where it shows in an entity's log. */
export function subjectsOf(event: Pick<DomainEvent, 'refs'>): string[] {
  const { site, resources, within } = event.refs;
  return [
    ...new Set([site ?? [], resources ?? [], within ?? []].flat()),
  ].sort();
}
