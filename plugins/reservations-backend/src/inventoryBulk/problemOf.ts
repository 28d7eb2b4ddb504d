import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { InvalidFieldsError } from '@callboard/backend-openapi';
import type { LineProblem } from './ImportLine';
import { LineError } from './LineError';

const KNOWN = [InputError, ConflictError, NotAllowedError, NotFoundError];

/** In the words of the file. */
const COLUMNS: Record<string, string> = {
  siteRef: 'site',
  parentRef: 'parent',
};

/** What a check said of a line; anything unforeseen is thrown again. */
export function problemOf(error: unknown): LineProblem {
  if (error instanceof LineError) {
    return { field: error.field, message: error.message };
  }
  if (error instanceof InvalidFieldsError) {
    const { field, message } = error.details.fields[0];
    const [first] = field.split('/');
    const column = COLUMNS[first] ?? first;
    return {
      field: column,
      message: sentence(column + message.slice(first.length)),
    };
  }
  if (KNOWN.some(kind => error instanceof kind)) {
    return { message: sentence((error as Error).message) };
  }
  throw error;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
