import type { Knex } from 'knex';
import { createHeadFunctions, dropHeadFunctions } from './headFunctions';

export async function up(knex: Knex): Promise<void> {
  await createHeadFunctions(knex);
}

export async function down(knex: Knex): Promise<void> {
  await dropHeadFunctions(knex);
}
