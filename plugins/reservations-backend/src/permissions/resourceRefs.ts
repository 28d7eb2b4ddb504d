import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_BOOKING,
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_RESOURCE,
  RESOURCE_TYPE_RESOURCE_TYPE,
  RESOURCE_TYPE_SITE,
} from '@callboard/backstage-plugin-reservations-common';
import type {
  ResourceFacts,
  ResourceTypeFacts,
  SiteFacts,
} from '../domain/Inventory';
import type { SqlFilter } from '@callboard/backend-access';

/** What the rules look at in a booking. */
export interface BookingSubject {
  owner: string;
  bookedBy: string;
  /** Handed on to another owner: who made it has no more say in it. */
  transferred: boolean;
  participants: string[];
  /** Who may decide on it besides the admins, where somebody must. */
  approvers: string[];
  /** Who asked for it, besides its owner and who made it. */
  requestedBy: string[];
  sites: SiteFacts[];
}

/** What the rules look at in a project. */
export interface ProjectSubject {
  holders: string[];
  site?: SiteFacts;
}

const pluginId = 'reservations';

export const siteResourceRef = createPermissionResourceRef<
  SiteFacts,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_SITE });

export const resourceTypeResourceRef = createPermissionResourceRef<
  ResourceTypeFacts,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_RESOURCE_TYPE });

export const resourceResourceRef = createPermissionResourceRef<
  ResourceFacts,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_RESOURCE });

export const bookingResourceRef = createPermissionResourceRef<
  BookingSubject,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_BOOKING });

export const projectResourceRef = createPermissionResourceRef<
  ProjectSubject,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_PROJECT });
