import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerAddSshKey(
  registry: ActionsRegistryService,
  { sshKeys, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'add-ssh-key',
    title: 'Add an SSH key of one’s own',
    description:
      'Adds an SSH public key of the caller’s, for what they book. It is sent ' +
      'only to webhook endpoints that are marked to receive personal data. ' +
      'Never give it a private key.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'NewSshKey'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ key: zod.object(fieldsOf(zod, 'SshKey')) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: retry, ...given } = input;
      requirePerson(credentials, 'has SSH keys');
      await sshKeys.authorizeAdding(credentials);
      checkBody('NewSshKey', given);
      const key = await sshKeys.add(
        given,
        actionContext('add-ssh-key', credentials, given, retry),
      );
      return { output: { key } };
    },
  });
}
