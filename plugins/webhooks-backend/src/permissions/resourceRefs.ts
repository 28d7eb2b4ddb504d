import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import type { SqlFilter } from '@callboard/backend-access';
import { RESOURCE_TYPE_ENDPOINT } from '@callboard/backstage-plugin-webhooks-common';

/** What the rules look at in an endpoint. */
export interface EndpointSubject {
  /** The site that its scope is in; absent where it is in none. */
  siteRef?: string;
}

export const endpointResourceRef = createPermissionResourceRef<
  EndpointSubject,
  SqlFilter
>().with({ pluginId: 'webhooks', resourceType: RESOURCE_TYPE_ENDPOINT });
