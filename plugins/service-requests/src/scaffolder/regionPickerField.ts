import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { RegionPicker } from './RegionPicker';

export const regionPickerSchema = makeFieldSchema({
  output: z => z.array(z.string()).describe('Names of regions'),
  uiOptions: z =>
    z.object({
      environmentField: z
        .string()
        .optional()
        .describe(
          'The field that holds the environment; `environment` if not given',
        ),
    }),
});

export type RegionPickerProps = typeof regionPickerSchema.TProps;

/** `ui:field: CallboardRegionPicker`: regions of the environment that is chosen. */
export const regionPickerField = createFormField({
  name: 'CallboardRegionPicker',
  component: RegionPicker,
  schema: regionPickerSchema,
});
