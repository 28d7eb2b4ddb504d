import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ResourcePicker } from './ResourcePicker';

export const resourcePickerSchema = makeFieldSchema({
  output: z => z.string().describe('Entity ref of a bookable resource'),
  uiOptions: z =>
    z.object({
      site: z
        .string()
        .optional()
        .describe('Only resources of this site (entity ref)'),
      type: z
        .string()
        .optional()
        .describe('Only resources of this type (its name)'),
    }),
});

export type ResourcePickerProps = typeof resourcePickerSchema.TProps;

/** `ui:field: CallboardResourcePicker`: one resource that the person may book. */
export const resourcePickerField = createFormField({
  name: 'CallboardResourcePicker',
  component: ResourcePicker,
  schema: resourcePickerSchema,
});
