import type { Knex } from 'knex';

/** Narrows a query to what a decision allows. */
export type SqlFilter = (query: Knex.QueryBuilder) => void;

/** What both decisions allow; an absent one allows everything. */
export function both(
  one: SqlFilter | undefined,
  other: SqlFilter | undefined,
): SqlFilter {
  return query => {
    one?.(query);
    other?.(query);
  };
}
