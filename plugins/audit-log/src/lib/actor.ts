/**
 * Who acts: a person, a group, a service account, a plugin of this portal, the
 * portal by itself, or somebody of whom nothing is known.
 */
export type ActorKind =
  'person' | 'group' | 'service' | 'plugin' | 'system' | 'unknown';

const SYSTEM = 'system';

/** What kind of actor it is, and the part of it that names it. */
export function actorOf(actor: string): { kind: ActorKind; name: string } {
  const colon = actor.indexOf(':');
  const prefix = colon < 0 ? '' : actor.slice(0, colon);
  const name = actor.slice(colon + 1);
  switch (prefix) {
    case 'user':
      return { kind: 'person', name };
    case 'group':
      return { kind: 'group', name };
    case 'plugin':
      return { kind: 'plugin', name };
    case 'external':
      return { kind: 'service', name };
    case SYSTEM:
      return { kind: 'system', name };
    default:
  }
  if (actor === SYSTEM) return { kind: 'system', name: '' };
  if (actor === 'anonymous' || actor === 'unknown' || actor === '') {
    return { kind: 'unknown', name: '' };
  }
  return { kind: 'service', name: actor };
}
