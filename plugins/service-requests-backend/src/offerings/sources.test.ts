import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { stringify } from 'yaml';
import { ConfigReader } from '@backstage/config';
import { OFFERINGS_FOLDER, postgresqlDocument } from './__testUtils__/shipped';
import { CatalogOfferings } from './CatalogOfferings';
import { readOfferingsConfig } from './config';
import { loadOfferingFiles } from './loadOfferingFiles';
import { parseOffering } from './parseOffering';
import type { OfferingDefinition } from './types';

const check = (document: unknown) => parseOffering(document, 0);

describe('loadOfferingFiles', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offerings-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, document: unknown) =>
    writeFile(join(folder, file), stringify(document));

  it('reads ours, and lets an adopter replace one and add others', async () => {
    await write('mine.yaml', {
      ...postgresqlDocument(),
      title: 'Our database',
    });
    await write('more.yml', { ...postgresqlDocument(), name: 'other-sql' });
    await write('README.md', { not: 'an offering' });
    const found = await loadOfferingFiles([OFFERINGS_FOLDER, folder], check);
    const titles = new Map(found.map(({ name, title }) => [name, title]));
    expect(titles.size).toBe(7);
    expect(titles.get('postgresql')).toBe('Our database');
    expect(titles.get('other-sql')).toBe('PostgreSQL');
  });

  it('names the file that is wrong', async () => {
    await write('bad.yaml', { ...postgresqlDocument(), title: '' });
    await expect(loadOfferingFiles([folder], check)).rejects.toThrow(
      /bad\.yaml is no offering.*title/,
    );
    await writeFile(join(folder, 'bad.yaml'), 'a: 1\n---\nb: 2\n');
    await expect(loadOfferingFiles([folder], check)).rejects.toThrow(
      'bad.yaml is no offering: it is not one document',
    );
    await write('bad.yaml', postgresqlDocument());
    await write('same.yaml', postgresqlDocument());
    await expect(loadOfferingFiles([folder], check)).rejects.toThrow(
      'same.yaml offers postgresql, as another file of its folder does',
    );
  });
});

describe('readOfferingsConfig', () => {
  it('offers what comes with the plugin, unless told otherwise', () => {
    const config = readOfferingsConfig(new ConfigReader({}));
    expect(config).toMatchObject({
      folders: [OFFERINGS_FOLDER],
      catalog: true,
      crdsFolder: undefined,
      crdsFromCluster: false,
    });
    const own = readOfferingsConfig(
      new ConfigReader({
        callboard: {
          serviceRequests: {
            offerings: {
              shipped: false,
              folders: ['/etc/offerings'],
              catalog: false,
            },
            prices: { folder: '/etc/prices' },
            crds: { folder: '/etc/crds' },
          },
        },
      }),
    );
    expect(own).toEqual({
      folders: ['/etc/offerings'],
      catalog: false,
      pricesFolder: '/etc/prices',
      crdsFolder: '/etc/crds',
      crdsFromCluster: false,
    });
  });
});

describe('CatalogOfferings', () => {
  const entity = (name: string, offering: unknown) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name },
    spec: { type: 'service-offering', owner: 'platform', offering },
  });

  it('brings in what the catalog has, and keeps what has become wrong as it was', async () => {
    const synced: string[][] = [];
    const known = check({ ...postgresqlDocument(), name: 'broken' });
    const logger = mockServices.logger.mock();
    let items = [
      entity('good', { ...postgresqlDocument(), name: 'good' }),
      entity('broken', { ...postgresqlDocument(), name: 'broken', title: '' }),
      entity('never', 'was one'),
    ];
    const catalog = CatalogOfferings.create({
      auth: mockServices.auth(),
      logger,
      catalog: { getEntities: async () => ({ items }) } as never,
      offerings: {
        check,
        definition: (name: string) => (name === 'broken' ? known : undefined),
        sync: async (_source: string, found: OfferingDefinition[]) => {
          synced.push(found.map(({ name }) => name));
          return { refused: [] };
        },
      } as never,
    });
    await catalog.run();
    await catalog.run();
    expect(synced).toEqual([
      ['good', 'broken'],
      ['good', 'broken'],
    ]);
    // Said once, not with every run.
    expect(logger.warn).toHaveBeenCalledTimes(2);
    items = items.slice(0, 1);
    await catalog.run();
    expect(synced[2]).toEqual(['good']);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('leaves everything as it is while the catalog does not answer', async () => {
    const sync = jest.fn();
    const catalog = CatalogOfferings.create({
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      catalog: {
        getEntities: async () => {
          throw new Error('down');
        },
      } as never,
      offerings: { sync } as never,
    });
    await expect(catalog.run()).rejects.toThrow('down');
    expect(sync).not.toHaveBeenCalled();
  });
});
