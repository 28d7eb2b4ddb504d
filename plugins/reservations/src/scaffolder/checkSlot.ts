import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { reservationsApiRef } from '../api/reservationsApi';
import { scaffolder } from '../translations/scaffolder';
import { scaffolderIt } from '../translations/scaffolder.it';
import { isSpan, TimeSpan } from './timeSpan';

type Options = { resourceField?: string };
type Context = Parameters<CustomFieldValidator<Partial<TimeSpan>, Options>>[2];

export const DEFAULT_RESOURCE_FIELD = 'resource';

/** Hooks and with them translations are out of reach of a validator. */
function messages(context: Context): Record<keyof typeof scaffolder, string> {
  const language = context.apiHolder.get(appLanguageApiRef)?.getLanguage();
  return language?.language === 'it' ? scaffolderIt : scaffolder;
}

/**
 * Asks the server whether the slot can be booked before the form goes on. What
 * cannot be asked (no network) is left to the booking itself.
 */
export const checkSlot: CustomFieldValidator<
  Partial<TimeSpan>,
  Options
> = async (slot, field, context) => {
  const say = messages(context);
  if (!slot || (!slot.start && !slot.end)) {
    return;
  }
  if (!isSpan(slot)) {
    field.addError(say['scaffolder.slot.invalid']);
    return;
  }
  const options = context.uiSchema?.['ui:options'];
  const name = options?.resourceField ?? DEFAULT_RESOURCE_FIELD;
  const resource = context.formData[name];
  const client = context.apiHolder.get(reservationsApiRef);
  if (typeof resource !== 'string' || !client) {
    return;
  }
  try {
    const { data } = await client.POST('/bookings/preview', {
      body: { resourceRefs: [resource], start: slot.start, end: slot.end },
    });
    const denied = data?.verdicts.find(v => v.result === 'deny');
    if (denied) {
      field.addError(denied.message ?? say['scaffolder.slot.denied']);
    } else if (data?.conflicts.length) {
      field.addError(say['scaffolder.slot.taken']);
    }
  } catch (error) {
    if (error instanceof ReservationsRequestError && error.status < 500) {
      field.addError(error.message);
    }
  }
};
