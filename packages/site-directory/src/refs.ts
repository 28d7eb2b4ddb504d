import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { invalidField } from '@callboard/backend-openapi';

/** The one way in which we write an entity ref: complete and in lower case. */
export function normaliseRef(ref: string, field = 'ref'): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref)).toLocaleLowerCase('en-US');
  } catch {
    throw invalidField(
      field,
      'must be an entity ref such as resource:default/gpu-cluster-1',
    );
  }
}
