import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const environmentPicker = FormFieldBlueprint.make({
  name: 'environment-picker',
  params: {
    field: () =>
      import('./environmentPickerField').then(m => m.environmentPickerField),
  },
});

const regionPicker = FormFieldBlueprint.make({
  name: 'region-picker',
  params: {
    field: () => import('./regionPickerField').then(m => m.regionPickerField),
  },
});

const servicePicker = FormFieldBlueprint.make({
  name: 'service-picker',
  params: {
    field: () => import('./servicePickerField').then(m => m.servicePickerField),
  },
});

const offeringParameters = FormFieldBlueprint.make({
  name: 'offering-parameters',
  params: {
    field: () =>
      import('./offeringParametersField').then(m => m.offeringParametersField),
  },
});

/** The fields that this plugin adds to template forms. */
export const scaffolderExtensions: ExtensionDefinition[] = [
  environmentPicker,
  regionPicker,
  servicePicker,
  offeringParameters,
];
