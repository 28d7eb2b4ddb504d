import type { SiteDirectory } from '@callboard/site-directory';
import { createEndpointInAdministeredSite } from './endpointInAdministeredSite';
import { endpointInSites } from './endpointInSites';

/** Every rule that a condition about endpoints may name. */
export function createEndpointRules(directory: Pick<SiteDirectory, 'latest'>) {
  return [createEndpointInAdministeredSite(directory), endpointInSites];
}
