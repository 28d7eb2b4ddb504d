import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { offeringOutput } from './outputs';

export function registerCreateOffering(
  registry: ActionsRegistryService,
  { offerings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-offering',
    title: 'Offer a new kind of service',
    description:
      'Offers something new, as a document (docs/offerings.md). It is checked whole: its example is rendered and validated. For global admins.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          document: zod
            .record(zod.any())
            .describe('The offering, as docs/offerings.md describes it'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ offering: offeringOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...body } = input;
      await offerings.authorizeManage(credentials);
      checkBody('NewOffering', body);
      const offering = await offerings.create(
        body.document,
        actionContext('create-offering', credentials, body, key),
      );
      return { output: { offering } };
    },
  });
}
