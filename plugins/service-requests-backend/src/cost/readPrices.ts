import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { validateWith } from '../offerings/validateWith';
import type { PriceTable } from './types';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['date', 'currency', 'source', 'prices'],
  properties: {
    date: { type: 'string', format: 'date' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', examples: ['EUR'] },
    source: { type: 'string', minLength: 1, maxLength: 500 },
    prices: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['unit', 'regions'],
        properties: {
          unit: { enum: ['hour', 'month', 'gib-month', 'unit-month'] },
          regions: {
            type: 'object',
            minProperties: 1,
            additionalProperties: { type: 'number', minimum: 0 },
          },
        },
      },
    },
  },
};

/**
 * The latest of the price tables in a folder (`*.yaml`, one dated table each).
 *
 * @throws InputError naming the file that is none
 */
export async function readPrices(folder: string): Promise<PriceTable> {
  const names = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name));
  const tables = await Promise.all(
    names.map(async name => {
      const text = await readFile(join(folder, name), 'utf8');
      return parsePrices(text, name);
    }),
  );
  const [latest] = tables.sort((a, b) => b.date.localeCompare(a.date));
  if (!latest) {
    throw new InputError(`There is no price table (*.yaml) in ${folder}`);
  }
  return latest;
}

/** @throws InputError naming the file and what is wrong with it */
export function parsePrices(text: string, file: string): PriceTable {
  let table: unknown;
  try {
    table = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new InputError(`${file} is no YAML: ${(error as Error).message}`);
  }
  const errors = validateWith(schema, table);
  if (errors.length > 0) {
    throw new InputError(
      `${file} is no price table: ${errors.map(error => error.message).join('; ')}`,
    );
  }
  return table as PriceTable;
}
