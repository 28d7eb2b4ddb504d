import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { reservationsBookingTransferPermission } from '@callboard/backstage-plugin-reservations-common';
import { isTeamBooking } from './rules/isTeamBooking';

/**
 * Whom somebody leads, as the policy says it: those whose bookings they may
 * hand on because it is their team's. Nobody, for who needs no team for that.
 */
export class TeamReader {
  readonly #permissions: PermissionsService;

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  static create(permissions: PermissionsService): TeamReader {
    return new TeamReader(permissions);
  }

  /** Entity refs, groups before people. */
  async teamOf(credentials: BackstageCredentials): Promise<string[]> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: reservationsBookingTransferPermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.CONDITIONAL
      ? [...new Set(teamIn(decision.conditions))]
      : [];
  }
}

type Criteria = PermissionCriteria<PermissionCondition>;

function teamIn(criteria: Criteria): string[] {
  if ('anyOf' in criteria) return criteria.anyOf.flatMap(teamIn);
  if ('allOf' in criteria) return criteria.allOf.flatMap(teamIn);
  if ('not' in criteria) return [];
  return criteria.rule === isTeamBooking.name
    ? ((criteria.params?.claims as string[] | undefined) ?? [])
    : [];
}
