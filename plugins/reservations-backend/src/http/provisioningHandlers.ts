import { actorOf } from '@callboard/backend-access';
import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { ProvisioningService } from '../provisioning/ProvisioningService';
import { requirePlugin } from './requirePlugin';

export function provisioningHandlers(
  provisioning: ProvisioningService,
): Pick<Handlers<ReservationsOperations>, 'reportProvisioning'> {
  return {
    reportProvisioning: {
      authorize: async ({ credentials }) =>
        requirePlugin(credentials, 'webhooks'),
      handle: async ({ params, body, credentials }) => ({
        body: await provisioning.report(params.id, body, actorOf(credentials)),
      }),
    },
  };
}
