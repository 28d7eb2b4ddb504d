import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { SlotPicker } from './SlotPicker';
import { checkSlot } from './checkSlot';

export const slotPickerSchema = makeFieldSchema({
  output: z =>
    z.object({
      start: z.string().describe('RFC 3339 instant'),
      end: z.string().describe('RFC 3339 instant, after start'),
    }),
  uiOptions: z =>
    z.object({
      resourceField: z
        .string()
        .optional()
        .describe('The field that holds the resource; `resource` if not given'),
      minutes: z
        .number()
        .optional()
        .describe('Length proposed at first, in minutes; 60 if not given'),
    }),
});

export type SlotPickerProps = typeof slotPickerSchema.TProps;

/** `ui:field: CallboardSlotPicker`: a time at which a chosen resource is free. */
export const slotPickerField = createFormField({
  name: 'CallboardSlotPicker',
  component: SlotPicker,
  schema: slotPickerSchema,
  validation: checkSlot,
});
