const DEFAULT_LIMIT = 50;

/** The document's default is applied before we see it; the types do not know. */
export function paged<Q extends { limit?: number }>(
  query: Q,
): Q & { limit: number } {
  return { ...query, limit: query.limit ?? DEFAULT_LIMIT };
}
