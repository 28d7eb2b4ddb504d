import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerListSshKeys(
  registry: ActionsRegistryService,
  { sshKeys, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-ssh-keys',
    title: 'List one’s SSH keys',
    description: 'Lists the caller’s own SSH public keys, by title.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({ keys: zod.array(zod.object(fieldsOf(zod, 'SshKey'))) }),
    },
    action: async ({ credentials }) => {
      requirePerson(credentials, 'has SSH keys');
      return { output: { keys: await sshKeys.list(actorOf(credentials)) } };
    },
  });
}
