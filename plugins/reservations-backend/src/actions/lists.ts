import { checkJson, paged } from '@callboard/backend-openapi';
import type { z } from 'zod/v3';

type Zod = typeof z;

export const words = (zod: Zod) =>
  zod
    .string()
    .max(200)
    .optional()
    .describe('Words of the title, the name or what is said of it');

export const entityRefs = (zod: Zod) =>
  zod.array(zod.string()).max(100).optional();

/** What a list was asked for, with its limit; throws where no text can be stored so. */
export function paging<T extends { limit?: number }>(
  input: T,
): T & { limit: number } {
  checkJson(input);
  return paged(input);
}
