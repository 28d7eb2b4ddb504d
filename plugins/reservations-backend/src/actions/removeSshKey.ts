import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerRemoveSshKey(
  registry: ActionsRegistryService,
  { sshKeys }: ActionDependencies,
): void {
  registry.register({
    name: 'remove-ssh-key',
    title: 'Remove an SSH key of one’s own',
    description: 'Removes one of the caller’s SSH public keys.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the key'),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      requirePerson(credentials, 'has SSH keys');
      await sshKeys.remove(id, actionContext('remove-ssh-key', credentials));
      return { output: { id } };
    },
  });
}
