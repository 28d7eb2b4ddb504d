import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  type EntityLink,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  ENVIRONMENT_LABEL,
  REGION_LABEL,
  type Service,
  SERVICE_ID_ANNOTATION,
  SERVICE_LABEL,
  SPEC_REQUESTED_BY,
} from '@callboard/backstage-plugin-service-requests-common';
import { withoutCredentials } from './withoutCredentials';

/** Where the catalog says that our entities come from. */
export const LOCATION = 'callboard:service-requests';

/** Whether it belongs in the catalog. */
export function isThere({ status }: Pick<Service, 'status'>): boolean {
  return status !== 'removed';
}

/**
 * A service as the catalog shows it. Its label makes the permission policy keep
 * it from everybody who may not read the service itself.
 *
 * @param appUrl - the portal's own address, for a link to the service's page
 */
export function serviceEntity(service: Service, appUrl?: string): Entity {
  const { name, namespace } = parseEntityRef(service.entityRef);
  const endpoint = service.endpoint && withoutCredentials(service.endpoint);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace,
      title: service.title ?? service.name,
      description: `${service.offeringTitle} in ${service.environment}, ${service.region}`,
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [SERVICE_ID_ANNOTATION]: service.id,
      },
      labels: {
        [SERVICE_LABEL]: 'true',
        [ENVIRONMENT_LABEL]: service.environment,
        [REGION_LABEL]: service.region,
      },
      ...(service.category && { tags: [service.category] }),
      links: links(service, endpoint, appUrl),
    },
    spec: {
      type: service.offering,
      owner: service.owner,
      [SPEC_REQUESTED_BY]: service.requestedBy,
      lifecycle: lifecycle(service),
      environment: service.environment,
      region: service.region,
      status: service.status,
      ...(endpoint && { endpoint }),
      ...(service.endDate && { endDate: service.endDate }),
    },
  };
}

function lifecycle({ status, production }: Service): string {
  if (status === 'removing') {
    return 'deprecated';
  }
  return production ? 'production' : 'experimental';
}

function links(
  service: Service,
  endpoint: string | undefined,
  appUrl: string | undefined,
): EntityLink[] {
  const found: EntityLink[] = [];
  if (appUrl) {
    const url = `${appUrl.replace(/\/$/, '')}/service-requests/services/${service.id}`;
    found.push({ url, title: 'Service', icon: 'dashboard' });
  }
  if (endpoint && /^https?:\/\//i.test(endpoint)) {
    found.push({ url: endpoint, title: 'Endpoint', icon: 'web' });
  }
  return found;
}
