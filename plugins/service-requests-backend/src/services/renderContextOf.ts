import { type EnvironmentConfig, namespaceIn } from '../environments';
import type { RenderContext } from '../offerings';
import type { ServiceRecord } from './types';

/** What the manifests of a service are rendered with: the same whenever they are. */
export function renderContextOf(
  service: Pick<
    ServiceRecord,
    'name' | 'region' | 'owner' | 'costCentre' | 'endDate' | 'requestId'
  >,
  serviceId: string,
  environment: EnvironmentConfig,
): RenderContext {
  return {
    serviceId,
    name: service.name,
    namespace: namespaceIn(environment, service.region),
    environment: {
      name: environment.name,
      production: environment.production,
    },
    region: service.region,
    owner: service.owner,
    costCentre: service.costCentre,
    endDate: service.endDate,
    requestId: service.requestId,
  };
}
