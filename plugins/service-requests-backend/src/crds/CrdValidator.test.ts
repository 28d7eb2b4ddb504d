import { describeWithCrds } from '../offerings/__testUtils__/publishedCrds';
import { CrdValidator } from './CrdValidator';
import type { StructuralSchema } from './types';

const METADATA = { name: 'orders', namespace: 'staging' };

function instance(
  forProvider: Record<string, unknown>,
  spec: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    metadata: METADATA,
    spec: {
      forProvider: { region: 'eu-west-1', ...forProvider },
      ...spec,
    },
  };
}

describeWithCrds('the published definitions refuse', crds => {
  const fieldsOf = (object: unknown) =>
    crds
      .validator()
      .validate(object)
      .map(({ field }) => field);

  it('nothing of what is right', () => {
    expect(
      crds
        .validator()
        .validate(instance({ instanceClass: 'db.t4g.small', multiAz: true })),
    ).toEqual([]);
  });

  it('the RDSInstance of v1alpha1, as older documents show it', () => {
    const old = {
      apiVersion: 'database.aws.crossplane.io/v1alpha1',
      kind: 'RDSInstance',
      metadata: { name: 'orders' },
      spec: {
        forProvider: {
          dbInstanceClass: 'db.t3.small',
          engine: 'postgres',
          region: 'eu-west-1',
        },
      },
    };
    expect(crds.validator().validate(old)).toEqual([
      {
        field: 'apiVersion',
        message:
          'RDSInstance of database.aws.crossplane.io is not served as v1alpha1, only as v1beta1',
      },
    ]);
    expect(
      fieldsOf({ ...old, apiVersion: 'rds.aws.m.upbound.io/v1beta1' }),
    ).toEqual(['kind']);
  });

  it('a replication group whose size is said with the other provider’s word', () => {
    const group = (apiVersion: string, metadata: object, size: object) => ({
      apiVersion,
      kind: 'ReplicationGroup',
      metadata,
      spec: {
        forProvider: {
          region: 'eu-west-1',
          ...size,
        },
      },
    });
    const older = fieldsOf(
      group(
        'cache.aws.crossplane.io/v1beta1',
        { name: 'sessions' },
        {
          applyModificationsImmediately: true,
          engine: 'redis',
          replicationGroupDescription: 'sessions',
          nodeType: 'cache.t3.small',
        },
      ),
    );
    expect(older).toContain('spec.forProvider.nodeType');
    expect(older).toContain('spec.forProvider.cacheNodeType');
    const current = 'elasticache.aws.m.upbound.io/v1beta1';
    expect(
      fieldsOf(
        group(current, METADATA, {
          description: 'sessions',
          cacheNodeType: 'cache.t3.small',
        }),
      ),
    ).toEqual(['spec.forProvider.cacheNodeType']);
    expect(
      fieldsOf(
        group(current, METADATA, {
          description: 'sessions',
          nodeType: 'cache.t4g.small',
        }),
      ),
    ).toEqual([]);
  });

  it('a boolean where the provider takes text', () => {
    expect(
      fieldsOf({
        apiVersion: 'elasticache.aws.m.upbound.io/v1beta1',
        kind: 'ReplicationGroup',
        metadata: METADATA,
        spec: {
          forProvider: {
            region: 'eu-west-1',
            description: 'sessions',
            atRestEncryptionEnabled: true,
          },
        },
      }),
    ).toEqual(['spec.forProvider.atRestEncryptionEnabled']);
  });

  it('an instance without its class, which only a CEL rule asks for', () => {
    expect(crds.validator().validate(instance({}))).toEqual([
      {
        field: 'spec',
        message: 'spec.forProvider.instanceClass is a required parameter',
      },
    ]);
    // The rule itself says when it does not apply.
    expect(fieldsOf(instance({}, { managementPolicies: ['Observe'] }))).toEqual(
      [],
    );
    expect(
      fieldsOf(
        instance({}, { initProvider: { instanceClass: 'db.t4g.small' } }),
      ),
    ).toEqual([]);
  });

  it('a deletionPolicy, which there is none of any more', () => {
    expect(
      fieldsOf(
        instance(
          { instanceClass: 'db.t4g.small' },
          { deletionPolicy: 'Delete' },
        ),
      ),
    ).toEqual(['spec.deletionPolicy']);
  });

  it('a field that is written wrongly, a text for a number, a missing region', () => {
    expect(
      fieldsOf({
        ...instance({}),
        spec: {
          forProvider: { instanceClas: 'db.t4g.small', allocatedStorage: '20' },
        },
      }),
    ).toEqual([
      'spec.forProvider.region',
      'spec.forProvider.instanceClas',
      'spec.forProvider.allocatedStorage',
    ]);
  });

  it('an object in no namespace, and a name that is none', () => {
    const { metadata: _metadata, ...rest } = instance({
      instanceClass: 'db.t4g.small',
    });
    expect(fieldsOf({ ...rest, metadata: { name: 'orders' } })).toEqual([
      'metadata.namespace',
    ]);
    expect(
      fieldsOf({
        ...rest,
        metadata: { name: '../../main', namespace: 'staging' },
      }),
    ).toEqual(['metadata.name']);
  });

  it('a kind that nobody knows', () => {
    expect(
      fieldsOf({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'x' },
      }),
    ).toEqual(['kind']);
  });
});

/** The definition of one kind with this spec. */
function definition(spec: StructuralSchema) {
  return {
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Thing' },
      versions: [
        {
          name: 'v1',
          served: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
        { name: 'v0', served: false },
      ],
    },
  };
}

function validatorOf(spec: StructuralSchema): Promise<CrdValidator> {
  return CrdValidator.create({
    load: async () => [{ kind: 'ConfigMap' }, definition(spec)],
  });
}

async function problems(spec: StructuralSchema, value: unknown) {
  const validator = await validatorOf(spec);
  return validator
    .validate({
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: METADATA,
      spec: value,
    })
    .map(({ message }) => message);
}

describe('CrdValidator', () => {
  it('says nothing where no definitions are configured', async () => {
    const validator = await CrdValidator.create(undefined);
    expect(validator.isConfigured).toBe(false);
    expect(validator.validate({ kind: 'Anything' })).toEqual([]);
  });

  it('reads what it has to know from where there is too much to be read', async () => {
    const asked: string[][] = [];
    const validator = await CrdValidator.create({
      loadKinds: async kinds => {
        asked.push(kinds.map(({ kind }) => kind));
        return [definition({ type: 'object' })];
      },
    });
    const thing = {
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: METADATA,
    };
    expect(validator.validate(thing)).toHaveLength(1);
    await validator.learn([thing]);
    await validator.learn([thing, { ...thing, apiVersion: 'example.org/v2' }]);
    expect(asked).toEqual([['Thing']]);
    expect(validator.validate(thing)).toEqual([]);
  });

  it('refuses a version that is there and not served', async () => {
    const validator = await validatorOf({ type: 'object' });
    const [error] = validator.validate({
      apiVersion: 'example.org/v0',
      kind: 'Thing',
      metadata: METADATA,
    });
    expect(error.field).toBe('apiVersion');
  });

  it('keeps what is said to be kept, and what is a number or text', async () => {
    const spec: StructuralSchema = {
      type: 'object',
      properties: {
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        port: { 'x-kubernetes-int-or-string': true },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    };
    expect(
      await problems(spec, {
        free: { a: { b: 1 } },
        port: 80,
        labels: { a: 'b' },
      }),
    ).toEqual([]);
    expect(await problems(spec, { port: 'http' })).toEqual([]);
    expect(await problems(spec, { port: true, labels: { a: 1 } })).toEqual([
      'spec.port must be a whole number or text',
      'spec.labels.a must be a string',
    ]);
  });

  it('fills in defaults before its rules, as an API server does', async () => {
    const spec: StructuralSchema = {
      type: 'object',
      properties: {
        mode: { type: 'string', default: 'safe' },
        size: { type: 'integer' },
      },
      'x-kubernetes-validations': [
        { rule: "self.mode == 'safe'", message: 'must be safe' },
        {
          rule: 'self.size < 10',
          messageExpression: "'not ' + string(self.size)",
        },
        { rule: 'self.size >= oldSelf.size', message: 'may not shrink' },
      ],
    };
    expect(await problems(spec, { size: 3 })).toEqual([]);
    expect(await problems(spec, { mode: 'fast', size: 12 })).toEqual([
      'must be safe',
      'not 12',
    ]);
  });

  it('lets no rule pass that it cannot evaluate', async () => {
    const spec: StructuralSchema = {
      type: 'object',
      properties: { at: { type: 'string' } },
      'x-kubernetes-validations': [{ rule: 'unheardOf(self.at)' }],
    };
    expect(await problems(spec, { at: 'x' })).toEqual([
      expect.stringContaining('could not be evaluated'),
    ]);
  });

  it('knows bounds, enumerations, lists by key, and alternatives', async () => {
    const spec: StructuralSchema = {
      type: 'object',
      properties: {
        n: { type: 'integer', minimum: 1, maximum: 3 },
        e: { type: 'string', enum: ['a', 'b'] },
        list: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['key'],
          items: { type: 'object', properties: { key: { type: 'string' } } },
        },
        one: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'string' } },
          oneOf: [{ required: ['a'] }, { required: ['b'] }],
        },
      },
    };
    expect(
      await problems(spec, {
        n: 2,
        e: 'a',
        list: [{ key: 'x' }],
        one: { a: 'x' },
      }),
    ).toEqual([]);
    expect(
      await problems(spec, {
        n: 4,
        e: 'c',
        list: [{ key: 'x' }, { key: 'x' }],
        one: { a: 'x', b: 'y' },
      }),
    ).toEqual([
      'spec.n must be at most 3',
      'spec.e must be one of a, b',
      'spec.list has two entries with the same key',
      'spec.one must be exactly one of what it may be',
    ]);
    expect(await problems(spec, { n: 1.5, e: null })).toEqual([
      'spec.n must be a whole number',
      'spec.e must not be null',
    ]);
  });
});
