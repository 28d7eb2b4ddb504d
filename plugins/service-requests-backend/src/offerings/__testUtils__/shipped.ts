import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { parseOffering } from '../parseOffering';
import type { OfferingDefinition, RenderContext } from '../types';

export const OFFERINGS_FOLDER = resolve(__dirname, '../../../offerings');

/** The offerings that come with the plugin, by name. */
export function shippedOfferings(): Record<string, OfferingDefinition> {
  return Object.fromEntries(
    readdirSync(OFFERINGS_FOLDER).map(file => {
      const document = parse(
        readFileSync(join(OFFERINGS_FOLDER, file), 'utf8'),
      );
      return [document.name, parseOffering(document, 1)];
    }),
  );
}

export function renderContext(
  change: Partial<RenderContext> = {},
): RenderContext {
  return {
    serviceId: '3f0a9d2c-0b7e-4f61-a5f5-a1d4a9f0c2e1',
    name: 'orders',
    namespace: 'staging',
    environment: { name: 'staging', production: false },
    region: 'eu-west-1',
    owner: 'group:default/shop',
    costCentre: 'CC-1042',
    requestId: '8a6f0c1e-2f5b-4a51-9d3e-0b7e3f0a9d2c',
    ...change,
  };
}

/** The document of PostgreSQL, to be changed. */
export function postgresqlDocument() {
  return parse(readFileSync(join(OFFERINGS_FOLDER, 'postgresql.yaml'), 'utf8'));
}
