import { NotAllowedError } from '@backstage/errors';
import type { CallerCredentials } from '@callboard/backend-openapi';

/** Throws a 403 for what is signed in and no person. */
export function requirePerson(
  { principal }: CallerCredentials,
  what: string,
): void {
  if (principal.type !== 'user') {
    throw new NotAllowedError(`Only a person ${what}`);
  }
}
