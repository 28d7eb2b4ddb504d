import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { OfferingParameters } from './OfferingParameters';
import { checkParameters } from './checkParameters';

export const offeringParametersSchema = makeFieldSchema({
  output: z => z.record(z.any()).describe('Parameters of the operation'),
  uiOptions: z =>
    z.object({
      offering: z
        .string()
        .optional()
        .describe('Name of the offering; that of the service if not given'),
      operation: z
        .enum(['create', 'scale', 'update'])
        .optional()
        .describe('`create` if not given'),
      serviceField: z
        .string()
        .optional()
        .describe('The field that holds the service; `service` if not given'),
      environmentField: z
        .string()
        .optional()
        .describe(
          'The field that holds the environment; `environment` if not given',
        ),
      regionsField: z
        .string()
        .optional()
        .describe('The field that holds the regions; `regions` if not given'),
    }),
});

export type OfferingParametersProps = typeof offeringParametersSchema.TProps;

/** `ui:field: CallboardOfferingParameters`: what an offering asks for. */
export const offeringParametersField = createFormField({
  name: 'CallboardOfferingParameters',
  component: OfferingParameters,
  schema: offeringParametersSchema,
  validation: checkParameters,
});
