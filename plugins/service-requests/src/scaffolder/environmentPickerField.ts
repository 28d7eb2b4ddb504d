import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EnvironmentPicker } from './EnvironmentPicker';

export const environmentPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Name of an environment'),
});

export type EnvironmentPickerProps = typeof environmentPickerSchema.TProps;

/** `ui:field: CallboardEnvironmentPicker`: where something is to run. */
export const environmentPickerField = createFormField({
  name: 'CallboardEnvironmentPicker',
  component: EnvironmentPicker,
  schema: environmentPickerSchema,
});
