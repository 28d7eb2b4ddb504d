/** What another field of the form holds. */
export function heldText(
  formData: Record<string, unknown> | undefined,
  field: string,
): string | undefined {
  const value = formData?.[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A service as the service picker has it. */
export interface HeldService {
  entityRef: string;
  name: string;
  offering: string;
  environment: string;
}

export function heldService(
  formData: Record<string, unknown> | undefined,
  field: string,
): HeldService | undefined {
  const value = formData?.[field];
  return typeof value === 'object' &&
    value !== null &&
    'entityRef' in value &&
    typeof value.entityRef === 'string'
    ? (value as HeldService)
    : undefined;
}
