import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ServicePicker } from './ServicePicker';

export const servicePickerSchema = makeFieldSchema({
  output: z =>
    z.object({
      entityRef: z.string(),
      name: z.string(),
      offering: z.string(),
      environment: z.string(),
    }),
  uiOptions: z =>
    z.object({
      action: z
        .enum(['scale', 'update', 'decommission'])
        .optional()
        .describe('Only services for which the person may request this'),
      offering: z
        .string()
        .optional()
        .describe('Only services of this offering'),
    }),
});

export type ServicePickerProps = typeof servicePickerSchema.TProps;

/** `ui:field: CallboardServicePicker`: a service that the person may change. */
export const servicePickerField = createFormField({
  name: 'CallboardServicePicker',
  component: ServicePicker,
  schema: servicePickerSchema,
});
