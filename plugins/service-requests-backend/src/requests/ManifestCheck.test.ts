import { TestDatabases } from '@backstage/backend-test-utils';
import { postgres } from '../__testUtils__/startPortal';
import { startEngine, type TestEngine } from '../__testUtils__/startEngine';
import { CrdValidator } from '../crds';
import {
  CRDS_FOLDER,
  describeWithCrds,
} from '../offerings/__testUtils__/publishedCrds';
import { postgresqlDocument } from '../offerings/__testUtils__/shipped';
import { parseOffering } from '../offerings/parseOffering';
import { ManifestCheck } from './ManifestCheck';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const given = (name: string) =>
  `\${{ has(parameters.${name}) ? parameters.${name} : none }}`;

/** With a class that may be left out, and a field that no Instance has. */
function looseDocument() {
  const document = postgresqlDocument() as any;
  const { instanceClass, ...others } = document.parameters.properties;
  const { default: _, ...optional } = instanceClass;
  const { forProvider } = document.manifests[0].template.spec;
  return {
    ...document,
    name: 'loose',
    title: 'Loose database',
    parameters: {
      ...document.parameters,
      properties: {
        ...others,
        instanceClass: optional,
        tier: { type: 'string', title: 'Tier' },
      },
      required: (document.parameters.required ?? []).filter(
        (name: string) => name !== 'instanceClass',
      ),
    },
    operations: {
      ...document.operations,
      create: { ...document.operations.create, parameters: undefined },
    },
    rules: [],
    cost: { lines: [] },
    manifests: [
      {
        ...document.manifests[0],
        template: {
          ...document.manifests[0].template,
          spec: {
            ...document.manifests[0].template.spec,
            forProvider: {
              ...forProvider,
              instanceClass: given('instanceClass'),
              tier: given('tier'),
            },
          },
        },
      },
    ],
    translations: undefined,
  };
}

describeWithCrds('what the cluster takes', () => {
  describe.each(databases.eachSupportedId())('on %p', id => {
    let engine: TestEngine;

    beforeAll(async () => {
      engine = await startEngine(await databases.init(id), {
        config: { crds: { folder: CRDS_FOLDER } },
      });
      await engine.offerings.create(
        JSON.parse(JSON.stringify(looseDocument())),
        'user:default/admin',
      );
    });
    afterAll(() => engine.close());

    const loose = (name: string, parameters: object) => ({
      offering: 'loose',
      operation: 'create' as const,
      parameters: { name, ...parameters },
    });

    it('is handed in', async () => {
      const request = await engine.asked([
        postgres('fitting'),
        loose('fitting-too', { instanceClass: 'db.t4g.micro' }),
      ]);
      expect(request.status).toBe('submitted');
    });

    it('denies a value that its definitions refuse, and names what was filled in', async () => {
      await expect(
        engine.asked([loose('classless', {})]),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(
          /The cluster would not take “[^”]+” like this \(rds\.aws\.m\.upbound\.io\/v1beta1 Instance\): .*instanceClass/,
        ),
      });
    });

    it('denies a field that the cluster would drop without a word', async () => {
      await expect(
        engine.asked([
          loose('tiered', { instanceClass: 'db.t4g.micro', tier: 'gold' }),
        ]),
      ).rejects.toThrow(
        'what Loose database makes of this (rds.aws.m.upbound.io/v1beta1 Instance): spec.forProvider.tier is not known',
      );
    });
  });
});

describe('ManifestCheck', () => {
  const definition = parseOffering(postgresqlDocument(), 1);
  const rendered = {
    item: 2,
    definition,
    files: [
      {
        path: 'services/staging/eu-west-1/orders/instance.yaml',
        item: 2,
        after:
          'apiVersion: rds.aws.m.upbound.io/v1beta1\nkind: Instance\nmetadata: {name: orders, namespace: staging}\n',
      },
      {
        path: 'services/staging/eu-west-1/orders/group.tfvars.json',
        item: 2,
        after: '{}\n',
      },
    ],
  };

  async function checking(
    loadKinds: () => Promise<unknown[]>,
    patienceMs?: number,
  ) {
    const crds = await CrdValidator.create({ loadKinds });
    return ManifestCheck.create({ crds, patienceMs });
  }

  it('says nothing where no definitions are configured', async () => {
    const check = ManifestCheck.create({
      crds: await CrdValidator.create(undefined),
    });
    expect(await check.check(rendered)).toEqual([]);
  });

  it('denies a kind that the cluster does not have, and does not ask at every key', async () => {
    const loadKinds = jest.fn(async () => []);
    const check = await checking(loadKinds);
    for (let turn = 0; turn < 2; turn++) {
      expect(await check.check(rendered)).toMatchObject([
        {
          policy: 'cluster-takes-it',
          result: 'deny',
          item: 2,
          message: expect.stringContaining('rds.aws.m.upbound.io/v1beta1'),
        },
      ]);
    }
    expect(loadKinds).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('connection refused'))],
    ['is silent', () => new Promise<never>(() => {})],
  ])('turns nobody away for a cluster that %s', async (_, loadKinds) => {
    const check = await checking(loadKinds, 5);
    expect(await check.check(rendered)).toMatchObject([
      { policy: 'cluster-takes-it', result: 'warn', item: 2 },
    ]);
  });

  it('waits for a silent cluster once, not for each object', async () => {
    const loadKinds = jest.fn(() => new Promise<never>(() => {}));
    const check = await checking(loadKinds, 2_000);
    const [file] = rendered.files;
    const many = Array.from({ length: 10 }, () => file);
    const before = performance.now();
    await check.check({ ...rendered, files: many });
    await check.check({ ...rendered, files: many });
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(loadKinds).toHaveBeenCalledTimes(1);
  });
});
