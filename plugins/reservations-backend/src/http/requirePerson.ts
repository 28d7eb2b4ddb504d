import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Throws a 403 for what is signed in and no person. */
export function requirePerson(
  { principal }: BackstageCredentials,
  what: string,
): void {
  if ((principal as { type?: string }).type !== 'user') {
    throw new NotAllowedError(`Only a person ${what}`);
  }
}
