import {
  type FieldError,
  InvalidFieldsError,
} from '@callboard/backend-openapi';
import type { OfferingDefinition, RenderContext } from '../offerings/types';

const LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Entity refs, charge codes, days: one line that every reader reads alike. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ._:/@+=-]{0,299}$/;

/**
 * Whoever calls has checked these already; a manifest is still no place to find
 * out that somebody has not.
 *
 * @throws InputError naming what is wrong
 */
export function checkContext(
  offering: OfferingDefinition,
  context: RenderContext,
): void {
  const { naming } = offering;
  const fields: FieldError[] = [];
  const check = (field: string, sound: boolean, problem: string) => {
    if (!sound) {
      fields.push({ field, message: `${field} ${problem}` });
    }
  };
  check(
    'name',
    LABEL.test(context.name) &&
      context.name.length <= naming.maxLength &&
      context.name.length >= naming.minLength,
    `must have ${naming.minLength} to ${naming.maxLength} lower-case letters, digits and hyphens, beginning with a letter`,
  );
  const labels = {
    environment: context.environment.name,
    region: context.region,
    namespace: context.namespace,
  };
  for (const [field, value] of Object.entries(labels)) {
    check(
      field,
      LABEL.test(value),
      'must be lower-case letters, digits and hyphens',
    );
  }
  for (const [field, value] of Object.entries({
    owner: context.owner,
    costCentre: context.costCentre ?? 'none',
    endDate: context.endDate ?? '2000-01-01',
  })) {
    check(field, PLAIN.test(value), 'has characters that a tag cannot have');
  }
  check('serviceId', UUID.test(context.serviceId), 'must be a UUID');
  check('requestId', UUID.test(context.requestId), 'must be a UUID');
  if (fields.length > 0) {
    throw new InvalidFieldsError(fields);
  }
}
