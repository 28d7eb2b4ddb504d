/** What differs between two objects, by their JSON; undefined where nothing does. */
export function changes<T extends object>(
  before: T,
  after: T,
): Partial<T> | undefined {
  const different = Object.entries(after).filter(
    ([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(before[key as keyof T]),
  );
  return different.length
    ? (Object.fromEntries(different) as Partial<T>)
    : undefined;
}
