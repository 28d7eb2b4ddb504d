const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const ENTITY_REF =
  /^(user|group|resource|component|system|api|domain|location|template):[\w.-]+\/[\w.-]+$/i;
const COLOUR = /^#[0-9a-f]{6}$/i;

export type ValueKind =
  'instant' | 'entity' | 'colour' | 'flag' | 'number' | 'minutes' | 'text';

/** How a plain value wants to be shown; the name of its field may tell. */
export function valueKind(value: unknown, field: string): ValueKind {
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') {
    return /minutes$/i.test(field) ? 'minutes' : 'number';
  }
  if (typeof value !== 'string') return 'text';
  if (INSTANT.test(value)) return 'instant';
  if (ENTITY_REF.test(value)) return 'entity';
  return COLOUR.test(value) ? 'colour' : 'text';
}

/** `setupMinutes` → `Setup minutes`, `ssh_key` → `Ssh key`. */
export function humanized(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
