import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerSetPreferences(
  registry: ActionsRegistryService,
  { preferences, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'set-preferences',
    title: 'Choose for oneself',
    description:
      'Says how long before a booking begins the caller is reminded of it; 0 ' +
      'for never.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject(fieldsOf(zod, 'Preferences')),
      output: zod => zod.object(fieldsOf(zod, 'Preferences')),
    },
    action: async ({ input, credentials }) => {
      requirePerson(credentials, 'has preferences');
      checkBody('Preferences', input);
      return { output: await preferences.set(actorOf(credentials), input) };
    },
  });
}
