import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const resourcePicker = FormFieldBlueprint.make({
  name: 'resource-picker',
  params: {
    field: () =>
      import('./resourcePickerField').then(m => m.resourcePickerField),
  },
});

const slotPicker = FormFieldBlueprint.make({
  name: 'slot-picker',
  params: {
    field: () => import('./slotPickerField').then(m => m.slotPickerField),
  },
});

/** The fields that this plugin adds to template forms. */
export const scaffolderExtensions: ExtensionDefinition[] = [
  resourcePicker,
  slotPicker,
];
