import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeService } from './describe';
import { serviceOutput } from './outputs';
import { serviceId } from './schemas';

export function registerSetSandbox(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'set-sandbox',
    title: 'Tell the sandbox how a service behaves',
    description:
      'Tells the sandbox how a service is to behave: as asked, stuck, degraded, ready with its old size, waiting for a window, or never going. Refused where a real control plane is connected.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: serviceId(zod),
          behaviour: zod.enum([
            'normal',
            'stuck',
            'degraded',
            'old-size',
            'window',
            'undeletable',
          ]),
        }),
      output: zod => zod.object({ service: serviceOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id, ...body } = input;
      await services.authorizeSandbox(id.toLowerCase(), credentials);
      checkBody('SandboxChange', body);
      const service = await services.setSandbox(
        id.toLowerCase(),
        body.behaviour,
        credentials,
      );
      return { output: { service: describeService(service) } };
    },
  });
}
