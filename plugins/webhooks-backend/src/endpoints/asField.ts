import { InputError } from '@backstage/errors';
import { withDetails } from '@callboard/backend-openapi';

/** Runs a check; what it refuses is said to be wrong with this field. */
export function asField(field: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    throw withDetails(new InputError(error.message), {
      fields: [{ field, message: error.message }],
    });
  }
}
