export interface Day<T> {
  key: string;
  items: T[];
}

/** Neighbours of one day together, in the order in which they come. */
export function byDay<T extends { at: string }>(
  items: readonly T[],
  dayKey: (at: string) => string,
): Day<T>[] {
  const days: Day<T>[] = [];
  for (const item of items) {
    const key = dayKey(item.at);
    const last = days.at(-1);
    if (last?.key === key) last.items.push(item);
    else days.push({ key, items: [item] });
  }
  return days;
}
