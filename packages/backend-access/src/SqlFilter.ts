import type { Knex } from 'knex';

/** Narrows a query to what a decision allows. */
export type SqlFilter = (query: Knex.QueryBuilder) => void;
