import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerUpdateCertification(
  registry: ActionsRegistryService,
  { certifications, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-certification',
    title: 'Change a certification',
    description:
      'Changes what a certification says, as it is by now; what has been ' +
      'granted stays valid for as long as it was.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid(),
          title: zod.string().optional(),
          description: zod.string().nullable().optional(),
          validityMonths: zod.number().int().min(1).nullable().optional(),
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
      const { id: given, idempotencyKey: key, ...change } = input;
      const id = given.toLowerCase();
      await certifications.authorize(id, 'certificationCreate', credentials);
      checkBody('CertificationChange', change);
      const { name, title } = await certifications.update(
        id,
        change,
        '*',
        actionContext(
          'update-certification',
          credentials,
          { id, ...change },
          key,
        ),
      );
      return { output: { certification: { id, name, title } } };
    },
  });
}
