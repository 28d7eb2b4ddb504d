import { postgresqlDocument, shippedOfferings } from './__testUtils__/shipped';
import { assessRisk, joinRisks } from './assessRisk';
import { checkParameters } from './checkParameters';
import { desiredParameters } from './desiredParameters';
import { parametersSchema } from './parametersSchema';
import { parseOffering } from './parseOffering';
import type { OfferingDefinition, Operation, Parameters } from './types';

const offerings = shippedOfferings();
const { postgresql, redis, bucket } = offerings;
const loadBalancer = offerings['load-balancer'];
const nodeGroup = offerings['node-group'];
const aurora = offerings['aurora-postgresql'];

function create(offering: OfferingDefinition, parameters: Parameters = {}) {
  return checkParameters(offering, 'create', {
    ...offering.example,
    ...parameters,
  });
}

function current(offering: OfferingDefinition, parameters: Parameters = {}) {
  return desiredParameters(offering, 'create', undefined, {
    ...offering.example,
    ...parameters,
  });
}

function change(
  offering: OfferingDefinition,
  operation: Operation,
  parameters: Parameters,
  before: Parameters = {},
) {
  return checkParameters(
    offering,
    operation,
    parameters,
    current(offering, before),
  );
}

describe('checkParameters', () => {
  it('names what is missing, what is wrong, and what is not known', () => {
    expect(
      checkParameters(postgresql, 'create', {
        storageGib: 5,
        multiAz: 'yes',
        size: 1,
      }).map(({ field }) => field),
    ).toEqual(
      expect.arrayContaining([
        'name',
        'instanceClass',
        'storageGib',
        'multiAz',
        'size',
      ]),
    );
    expect(create(postgresql, { storageGib: 5 })).toEqual([
      { field: 'storageGib', message: 'storageGib must be at least 20' },
    ]);
  });

  it('refuses reserved names of users and databases', () => {
    expect(create(postgresql, { masterUsername: 'admin' })).toEqual([
      {
        field: 'masterUsername',
        message:
          '“admin” is reserved: choose another name, for example app_owner',
      },
    ]);
    for (const masterUsername of ['rdsadmin', 'pg_monitor', 'rds_superuser']) {
      expect(create(aurora, { masterUsername })).toHaveLength(1);
      expect(create(postgresql, { masterUsername })).toHaveLength(1);
    }
    expect(create(postgresql, { databaseName: 'postgres' })).toHaveLength(1);
    expect(create(postgresql, { masterUsername: 'administrator' })).toEqual([]);
  });

  it('never lets storage shrink, nor a version go back', () => {
    expect(change(postgresql, 'scale', { storageGib: 40 })).toEqual([
      {
        field: 'storageGib',
        message: 'Storage never shrinks: 50 GiB or more, not 40',
      },
    ]);
    expect(change(postgresql, 'scale', { storageGib: 51 })).toEqual([]);
    expect(
      change(postgresql, 'update', { engineVersion: '16' }).map(
        ({ field }) => field,
      ),
    ).toEqual(['engineVersion']);
    expect(change(aurora, 'update', { engineVersion: '15.12' })).toHaveLength(
      1,
    );
    expect(change(redis, 'update', { engineVersion: '7.0' })).toHaveLength(1);
  });

  it('takes names only as long as the provider does', () => {
    const limits = new Map([
      [postgresql, 50],
      [aurora, 50],
      [redis, 40],
      [bucket, 38],
      [loadBalancer, 32],
      [nodeGroup, 50],
    ]);
    for (const [offering, limit] of limits) {
      expect(create(offering, { name: 'a'.repeat(limit) })).toEqual([]);
      expect(create(offering, { name: 'a'.repeat(limit + 1) })).toEqual([
        {
          field: 'name',
          message: `name must have at most ${limit} characters`,
        },
      ]);
    }
    expect(create(bucket, { name: 'ab' })).toHaveLength(1);
    expect(create(bucket, { name: 'xn--bucket' })).toHaveLength(1);
    expect(create(loadBalancer, { name: 'internal-shop' })).toHaveLength(1);
    expect(create(redis, { name: 'a--b' })).toHaveLength(1);
  });

  it('compares parameters with each other', () => {
    expect(
      create(nodeGroup, { minSize: 3, desiredSize: 2 }).map(
        ({ field }) => field,
      ),
    ).toEqual(['desiredSize']);
    expect(change(nodeGroup, 'scale', { desiredSize: 7 })).toHaveLength(1);
    expect(change(nodeGroup, 'scale', { desiredSize: 7, maxSize: 8 })).toEqual(
      [],
    );
    expect(create(redis, { replicas: 0, multiAz: true })).toHaveLength(1);
    expect(create(aurora, { instances: 1 })).toHaveLength(1);
    expect(create(loadBalancer, { protocol: 'TCP' })).toHaveLength(2);
    expect(
      create(loadBalancer, { certificateArn: undefined, protocol: 'HTTPS' }),
    ).not.toEqual([]);
  });

  it('of a change takes only what it may change, and at least one thing', () => {
    expect(change(postgresql, 'scale', {})).toEqual([
      { field: '', message: 'The whole must change something' },
    ]);
    expect(
      change(postgresql, 'scale', { encrypted: false }).map(
        ({ field }) => field,
      ),
    ).toEqual(['encrypted']);
    expect(change(postgresql, 'decommission', {})).toEqual([]);
    expect(change(postgresql, 'decommission', { name: 'x' })).toHaveLength(1);
  });
});

it('refuses a change that changes nothing', () => {
  expect(
    change(postgresql, 'scale', { storageGib: 50, multiAz: true }),
  ).toEqual([
    {
      field: 'storageGib',
      message: 'Nothing would change: this is how it is',
    },
  ]);
  expect(
    change(postgresql, 'scale', { storageGib: 50, multiAz: false }),
  ).toEqual([]);
});

it('gives up on a pattern that would hold up the portal', () => {
  const document = postgresqlDocument();
  document.parameters.properties.databaseName.pattern = '^([a-z]+)+$';
  const slow = parseOffering(document, 1);
  expect(create(slow, { databaseName: `${'a'.repeat(60)}!` })).toEqual([
    { field: '', message: 'These values take too long to be checked' },
  ]);
});

describe('parametersSchema', () => {
  it('knows defaults for what is new only', () => {
    const schemaOf = (operation: Operation) =>
      parametersSchema(postgresql, operation) as {
        required?: string[];
        properties: Record<string, { default?: unknown; title: string }>;
      };
    expect(schemaOf('create').required).toEqual(['name', 'instanceClass']);
    expect(schemaOf('create').properties.storageGib.default).toBe(20);
    expect(Object.keys(schemaOf('scale').properties)).toEqual([
      'instanceClass',
      'storageGib',
      'multiAz',
    ]);
    expect(schemaOf('scale').properties.storageGib.default).toBeUndefined();
    expect(schemaOf('scale').required).toBeUndefined();
    expect(() => parametersSchema(bucket, 'scale')).toThrow(
      'Bucket cannot be asked to scale',
    );
  });
});

describe('desiredParameters', () => {
  const nested = parseOffering(
    {
      name: 'thing',
      title: 'Thing',
      category: 'other',
      parameters: {
        properties: {
          size: { type: 'integer', default: 1 },
          backup: {
            type: 'object',
            additionalProperties: false,
            properties: {
              retentionDays: { type: 'integer', default: 7, maximum: 35 },
              window: { type: 'string' },
            },
          },
          zones: { type: 'array', items: { type: 'string' } },
        },
      },
      operations: {
        create: {},
        update: { parameters: ['size', 'backup', 'zones'] },
      },
      manifests: [
        {
          id: 'thing',
          file: 'thing.yaml',
          template: { apiVersion: 'example.org/v1', kind: 'Thing' },
        },
      ],
      example: { name: 'one' },
    },
    1,
  );

  it('fills in defaults, merges objects, replaces lists, and leaves out the name', () => {
    const made = desiredParameters(nested, 'create', undefined, {
      name: 'one',
      backup: { window: 'night' },
      zones: ['a', 'b'],
    });
    expect(made).toEqual({
      size: 1,
      backup: { retentionDays: 7, window: 'night' },
      zones: ['a', 'b'],
    });
    expect(
      desiredParameters(nested, 'update', made, {
        backup: { retentionDays: 14 },
        zones: ['c'],
      }),
    ).toEqual({
      size: 1,
      backup: { retentionDays: 14, window: 'night' },
      zones: ['c'],
    });
    expect(made.backup).toEqual({ retentionDays: 7, window: 'night' });
  });

  it('names a nested field by its path', () => {
    expect(
      checkParameters(nested, 'create', {
        name: 'one',
        backup: { retentionDays: 90 },
      }),
    ).toEqual([
      {
        field: 'backup/retentionDays',
        message: 'backup/retentionDays must be at most 35',
      },
    ]);
  });
});

describe('assessRisk', () => {
  function risk(
    offering: OfferingDefinition,
    operation: Operation,
    parameters: Parameters,
    before: Parameters = {},
  ) {
    const was = current(offering, before);
    return assessRisk(
      offering,
      operation,
      was,
      desiredParameters(offering, operation, was, parameters),
    ).level;
  }

  it('says what restarts, what fails over, and what is lost', () => {
    const larger = { instanceClass: 'db.m7g.large' };
    expect(risk(postgresql, 'scale', { storageGib: 80 })).toBe('none');
    expect(risk(postgresql, 'scale', larger)).toBe('brief');
    expect(risk(postgresql, 'scale', larger, { multiAz: false })).toBe(
      'outage',
    );
    expect(risk(postgresql, 'update', { backupRetentionDays: 3 })).toBe(
      'data-loss',
    );
    expect(risk(postgresql, 'update', { backupRetentionDays: 9 })).toBe('none');
    expect(
      risk(
        redis,
        'scale',
        { nodeType: 'cache.m7g.large' },
        { replicas: 0, multiAz: false },
      ),
    ).toBe('data-loss');
    expect(risk(nodeGroup, 'scale', { desiredSize: 1 })).toBe('brief');
    expect(risk(nodeGroup, 'scale', { desiredSize: 5 })).toBe('none');
  });

  it('of what is new is none, and of a removal never', () => {
    for (const offering of Object.values(offerings)) {
      const { example } = offering;
      const desired = desiredParameters(offering, 'create', undefined, example);
      expect(assessRisk(offering, 'create', undefined, desired)).toEqual({
        level: 'none',
        reasons: [],
      });
      const removal = assessRisk(offering, 'decommission', desired, desired);
      expect(['outage', 'data-loss']).toContain(removal.level);
      expect(removal.reasons).toHaveLength(1);
    }
  });

  it('of several is the worst, with every reason once', () => {
    expect(
      joinRisks([
        { level: 'brief', reasons: ['a'] },
        { level: 'outage', reasons: ['b', 'a'] },
        { level: 'none', reasons: [] },
      ]),
    ).toEqual({ level: 'outage', reasons: ['a', 'b'] });
  });
});
