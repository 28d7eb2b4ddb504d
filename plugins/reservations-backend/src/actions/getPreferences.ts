import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerGetPreferences(
  registry: ActionsRegistryService,
  { preferences, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-preferences',
    title: 'Read one’s preferences',
    description: 'Reads what the caller has chosen for themself.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod => zod.object(fieldsOf(zod, 'Preferences')),
    },
    action: async ({ credentials }) => {
      requirePerson(credentials, 'has preferences');
      return { output: await preferences.get(actorOf(credentials)) };
    },
  });
}
