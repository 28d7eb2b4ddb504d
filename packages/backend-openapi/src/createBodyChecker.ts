import type { OpenApiDocument } from './document';
import { checkJson } from './hygiene';
import { type Check, SchemaValidators } from './SchemaValidators';

/** Checks a value in place against one of the document's schemas. */
export type BodyChecker = (schema: string, value: unknown) => void;

/**
 * The checks that bodies pass over HTTP, for what comes in by another door: an
 * action, a job, a file.
 *
 * @returns a function that throws InputError (400) naming the fields
 */
export function createBodyChecker(document: OpenApiDocument): BodyChecker {
  const validators = SchemaValidators.create(document);
  const checks = new Map<string, Check>();
  return (schema, value) => {
    let check = checks.get(schema);
    if (!check) {
      check = validators.compileAt(`/components/schemas/${schema}`, {
        prefix: '',
        name: 'input',
      });
      checks.set(schema, check);
    }
    check(value, checkJson(value));
  };
}
