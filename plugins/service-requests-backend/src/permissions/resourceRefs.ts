import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import type { SqlFilter } from '@callboard/backend-access';
import {
  RESOURCE_TYPE_REQUEST,
  RESOURCE_TYPE_SERVICE,
} from '@callboard/backstage-plugin-service-requests-common';

const pluginId = 'service-requests';

/** What the rules look at in a request. */
export interface RequestSubject {
  owner: string;
  /** Absent in a request that somebody only thinks of. */
  requestedBy?: string;
  /** Everybody who asked for it or edited it, as entity refs and subjects. */
  parties: string[];
}

/** What the rules look at in a service. */
export interface ServiceSubject {
  owner: string;
  /** Who asked for it: an entity ref or a subject. */
  requestedBy: string;
}

export const requestResourceRef = createPermissionResourceRef<
  RequestSubject,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_REQUEST });

export const serviceResourceRef = createPermissionResourceRef<
  ServiceSubject,
  SqlFilter
>().with({ pluginId, resourceType: RESOURCE_TYPE_SERVICE });
