import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { type ParameterField, parameterFields } from './parameterFields';

/** The titles of an offering's parameters, by path, and in the order of its form. */
export function parameterTitles(offering: Offering): Map<string, string> {
  const titles = new Map<string, string>();
  const add = (field: ParameterField) => {
    titles.set(field.path.join('/'), field.title);
    if (field.kind === 'fields') {
      field.fields.forEach(add);
    }
  };
  for (const { parameters, ui } of offering.operations) {
    for (const field of parameterFields(parameters, ui)) {
      // What comes first, the creation, knows them all.
      if (!titles.has(field.path.join('/'))) add(field);
    }
  }
  return titles;
}
