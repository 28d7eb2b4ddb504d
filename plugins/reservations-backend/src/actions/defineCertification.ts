import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerDefineCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'define-certification',
    title: 'Define a certification',
    description:
      'Defines what somebody has to be trained in to book something, for one ' +
      'site or for all.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          name: zod.string().describe('What rules name it by; permanent'),
          title: zod.string(),
          description: zod.string().optional(),
          siteRef: zod.string().optional().describe('Entity ref of a site'),
          validityMonths: zod.number().int().min(1).optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          certification: zod.object({
            id: zod.string(),
            name: zod.string(),
            title: zod.string(),
          }),
        }),
    },
    action: async ({ input, credentials }) => {
      await certifications.authorizeAny('certificationCreate', credentials);
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewCertification', given);
      const { id, name, title } = await certifications.create(
        given,
        actionContext('define-certification', credentials, given, key),
      );
      return { output: { certification: { id, name, title } } };
    },
  });
}
