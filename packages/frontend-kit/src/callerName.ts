const CALLER = /^(external|plugin|system)(?::(.+))?$/;

/**
 * What somebody is called who is in no catalog and yet does things: the portal
 * itself (`system`, `system:catalog`), a plugin, a token's service. These are
 * names, the same in every language, so that they can stand after any
 * preposition. Undefined for everybody else.
 */
export function callerName(ref: string): string | undefined {
  const [, kind, name] = CALLER.exec(ref) ?? [];
  switch (kind) {
    case 'system':
      return name ? `Callboard (${name})` : 'Callboard';
    case 'plugin':
      return name ? `plugin ${name}` : kind;
    default:
      return kind && (name ?? kind);
  }
}
