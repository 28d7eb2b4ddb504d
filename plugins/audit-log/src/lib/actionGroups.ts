export interface ActionGroup {
  /** What the actions are about: `booking` of `booking.setup_started`. */
  name: string;
  actions: string[];
}

/** What an action is about; its whole name where it has no parts. */
export function groupOf(action: string): string {
  const dot = action.indexOf('.');
  return dot < 0 ? action : action.slice(0, dot);
}

/** Actions by what they are about; bookings first, then by name. */
export function groupActions(actions: readonly string[]): ActionGroup[] {
  const groups = new Map<string, string[]>();
  for (const action of [...new Set(actions)].sort()) {
    const name = groupOf(action);
    groups.set(name, [...(groups.get(name) ?? []), action]);
  }
  const rank = (name: string) => (name === 'booking' ? 0 : 1);
  return [...groups]
    .map(([name, members]) => ({ name, actions: members }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}
