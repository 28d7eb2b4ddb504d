import type { Question } from '@callboard/backend-access';
import * as common from '@callboard/backstage-plugin-webhooks-common';
import type { SiteDirectory } from '@callboard/site-directory';
import type { EndpointSubject } from './resourceRefs';
import { createEndpointRules } from './rules';

export type Questions = ReturnType<typeof createQuestions>;

/** Every permission of the plugin with the rules its conditions may use. */
export function createQuestions(directory: Pick<SiteDirectory, 'latest'>) {
  const rules = createEndpointRules(directory);
  const onEndpoint = (
    permission: Question<unknown>['permission'],
  ): Question<EndpointSubject> => ({ permission, rules });
  return {
    endpointRead: onEndpoint(common.webhooksEndpointReadPermission),
    endpointCreate: onEndpoint(common.webhooksEndpointCreatePermission),
    endpointUpdate: onEndpoint(common.webhooksEndpointUpdatePermission),
    endpointDelete: onEndpoint(common.webhooksEndpointDeletePermission),
    deliveryRead: onEndpoint(common.webhooksDeliveryReadPermission),
    deliveryRedeliver: onEndpoint(common.webhooksDeliveryRedeliverPermission),
    eventTypeRead: {
      permission: common.webhooksEventTypeReadPermission,
      rules: [],
    } as Question<undefined>,
  };
}
