import type { Dashboard } from '@callboard/backstage-plugin-webhooks-common';

import { countEndpoints } from './endpointState';

type Rights = Pick<Dashboard, 'createIn'> | undefined;

/** Whether the caller may create endpoints at all; not while that is unknown. */
export function mayCreate(rights: Rights): boolean {
  return Boolean(
    rights &&
    (rights.createIn.everywhere || rights.createIn.siteRefs.length > 0),
  );
}

/** Whether there is anything for the caller: an endpoint, or the right to make one. */
export function seesAnything(
  dashboard: Pick<Dashboard, 'createIn' | 'endpoints'>,
): boolean {
  return mayCreate(dashboard) || countEndpoints(dashboard).all > 0;
}

/** Whether the caller may create endpoints that are about things of a site. */
export function mayCreateIn(
  rights: Rights,
  siteRef: string | undefined,
): boolean {
  return Boolean(
    rights &&
    (rights.createIn.everywhere ||
      (siteRef && rights.createIn.siteRefs.includes(siteRef))),
  );
}
