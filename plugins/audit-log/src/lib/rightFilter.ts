import type { RightRole } from '@callboard/backstage-plugin-audit-log-common';
import { RIGHT_ROLES } from '@callboard/backstage-plugin-audit-log-common';

/** What narrows the access review. All of it is in the address. */
export interface RightFilter {
  principal?: string;
  roles: RightRole[];
  site?: string;
  through?: string;
  q?: string;
}

export const RIGHTS_CLEARED = {
  principal: undefined,
  roles: [],
  site: undefined,
  through: undefined,
  q: undefined,
} satisfies Record<keyof RightFilter, unknown>;

/** The filter that an address names; what it does not know is left out. */
export function readRightFilter(params: URLSearchParams): RightFilter {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const roles = text('role')?.split(',') ?? [];
  return {
    principal: text('principal'),
    roles: RIGHT_ROLES.filter(role => roles.includes(role)),
    site: text('site'),
    through: text('through'),
    q: text('q'),
  };
}

/** The same as parameters; `undefined` takes one away. */
export function rightParams(
  filter: Partial<RightFilter>,
): Record<string, string | undefined> {
  const { roles, ...rest } = filter;
  return { ...rest, ...(roles && { role: roles.join(',') || undefined }) };
}

export function isRightNarrowed(filter: RightFilter): boolean {
  return Object.values(rightParams(filter)).some(Boolean);
}

export function rightQuery(filter: RightFilter) {
  const { roles, ...rest } = filter;
  return { ...rest, role: roles.length > 0 ? roles : undefined };
}
