import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeService } from './describe';
import { serviceOutput } from './outputs';
import { serviceId } from './schemas';

export function registerExtendService(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'extend-service',
    title: 'Extend a service',
    description:
      'Moves the day on which a cloud service ends. A request for its decommissioning that the portal has opened is taken back.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: serviceId(zod),
          endDate: zod.string().describe('YYYY-MM-DD'),
          reason: zod.string().optional(),
        }),
      output: zod => zod.object({ service: serviceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id, ...body } = withoutUndefined(input);
      await services.authorizeUpdate(id.toLowerCase(), credentials);
      checkBody('Extension', body);
      const service = await services.extend(
        id.toLowerCase(),
        body.endDate,
        actionContext('extend-service', credentials),
      );
      return { output: { service: describeService(service) } };
    },
  });
}
