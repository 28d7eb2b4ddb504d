import type { ServiceStatus } from '@callboard/backstage-plugin-service-requests-common';
import fc from 'fast-check';
import { observedObject, ready, synced } from './__testUtils__/objects';
import { judge } from './judge';
import type { DesiredObject, JudgeInput, KnownObject, Phase } from './types';

const MERGED = Date.parse('2027-03-16T08:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1a2b';

function desired(
  storage = 20,
  rest: Partial<DesiredObject> = {},
): DesiredObject {
  return {
    object: {
      apiVersion: 'rds.aws.m.upbound.io/v1beta1',
      kind: 'Instance',
      name: 'orders-db',
      namespace: 'staging',
    },
    leaves: [
      {
        parameter: 'storageGib',
        specPath: 'spec.forProvider.allocatedStorage',
        statusPath: 'status.atProvider.allocatedStorage',
        value: storage,
      },
    ],
    ...rest,
  };
}

function input(rest: Partial<JudgeInput> = {}): JudgeInput {
  return {
    phase: 'create',
    desired: [desired()],
    observed: [observedObject()],
    mergedAt: MERGED,
    now: MERGED + MINUTE,
    reachable: true,
    ...rest,
  };
}

/** With the wanted size, and what the provider says it has. */
function grown(provider: unknown, more: object = {}, generation = 2) {
  return observedObject({
    generation,
    spec: { forProvider: { allocatedStorage: 50, ...more } },
    status: { atProvider: { allocatedStorage: provider } },
  });
}

describe('judge, of a creation', () => {
  it('is ready when everything says so', () => {
    expect(judge(input())).toMatchObject({
      status: 'ready',
      reason: undefined,
      drift: [],
      observed: { storageGib: 20 },
      objects: [{ name: 'orders-db', state: 'ready', message: undefined }],
    });
  });

  it('waits for an object that is not there', () => {
    expect(judge(input({ observed: [] }))).toMatchObject({
      status: 'provisioning',
      reason: 'Instance/orders-db is not there yet',
      objects: [{ state: 'missing', namespace: 'staging' }],
    });
  });

  it.each([
    ['another name', { name: 'other-db' }],
    ['another namespace', { namespace: 'production' }],
    ['another kind', { kind: 'Cluster' }],
    ['another group', { apiVersion: 'other.example/v1beta1' }],
  ])('does not take an object with %s for it', (_, rest) => {
    expect(judge(input({ observed: [observedObject(rest)] })).status).toBe(
      'provisioning',
    );
  });

  it('takes another version of its API for it', () => {
    expect(
      judge(
        input({
          observed: [
            observedObject({ apiVersion: 'rds.aws.m.upbound.io/v1beta2' }),
          ],
        }),
      ).status,
    ).toBe('ready');
  });

  it.each([
    ['no conditions', [], /not been looked at/],
    ['no Ready', [synced(1)], /not been looked at/],
    ['no Synced', [ready(1)], /not been looked at/],
    [
      'Ready False',
      [ready(1, { status: 'False', reason: 'Creating' }), synced(1)],
      /Ready is False \(Creating\)/,
    ],
    ['Ready Unknown', [ready(1, { status: 'Unknown' }), synced(1)], /Unknown/],
  ] as const)('waits with %s', (_, conditions, reason) => {
    const verdict = judge(
      input({ observed: [observedObject({ conditions: [...conditions] })] }),
    );
    expect(verdict.status).toBe('provisioning');
    expect(verdict.reason).toMatch(reason);
  });

  it('does not believe conditions of an older generation', () => {
    const conditions = [ready(1), synced(1)];
    const at = (generation: number) =>
      judge(input({ observed: [observedObject({ generation, conditions })] }));
    expect(at(1).status).toBe('ready');
    expect(at(2).status).toBe('provisioning');
    expect(
      judge(
        input({
          observed: [
            observedObject({
              generation: 2,
              conditions: conditions.map(
                ({ observedGeneration, ...condition }) => condition,
              ),
            }),
          ],
        }),
      ).status,
    ).toBe('ready');
  });

  it('waits until somebody has applied what was merged', () => {
    const { reason, status } = judge(
      input({
        observed: [
          observedObject({ spec: { forProvider: { allocatedStorage: 10 } } }),
        ],
      }),
    );
    expect(status).toBe('provisioning');
    expect(reason).toMatch(/not applied yet: .*is 10, not 20/);
  });

  it('is not ready while the provider says another size, and may be where it says none', () => {
    const of = (atProvider: Record<string, unknown>) =>
      judge(input({ observed: [observedObject({ status: { atProvider } })] }));
    expect(of({ allocatedStorage: 10 })).toMatchObject({
      status: 'provisioning',
      reason:
        'status.atProvider.allocatedStorage of Instance/orders-db is 10, not 20',
    });
    expect(of({}).status).toBe('ready');
  });

  it('waits for the endpoint, with its port where that is elsewhere', () => {
    const withEndpoint = desired(20, {
      endpointPath: 'status.atProvider.address',
      endpointPort: 'status.atProvider.port',
    });
    const of = (atProvider: Record<string, unknown>) =>
      judge(
        input({
          desired: [withEndpoint],
          observed: [observedObject({ status: { atProvider } })],
        }),
      );
    expect(of({}).reason).toBe('Instance/orders-db has no endpoint yet');
    expect(of({ address: '' }).status).toBe('provisioning');
    expect(of({ address: 'db.example', port: 5432 })).toMatchObject({
      status: 'ready',
      endpoint: 'db.example:5432',
    });
    expect(of({ address: 'db.example:5433', port: 5432 }).endpoint).toBe(
      'db.example:5433',
    );
    expect(of({ address: 'db.example' }).endpoint).toBe('db.example');
    expect(of({ address: ['db.example'] }).endpoint).toBe('db.example');
    expect(of({ address: 'redis://me:canary@cache.example' }).endpoint).toBe(
      'redis://me:[hidden]@cache.example',
    );
  });

  it('waits for the secret’s reference', () => {
    const withSecret = desired(20, {
      secrets: [
        {
          kind: 'database',
          arnPath: 'status.atProvider.masterUserSecret[0].secretArn',
        },
      ],
    });
    const of = (masterUserSecret: unknown) =>
      judge(
        input({
          desired: [withSecret],
          observed: [
            observedObject({ status: { atProvider: { masterUserSecret } } }),
          ],
        }),
      );
    expect(of([])).toMatchObject({
      status: 'provisioning',
      reason: 'Instance/orders-db does not name its secret yet',
      secrets: [{ state: 'pending', arn: undefined }],
    });
    expect(of([{ secretArn: ARN }])).toMatchObject({
      status: 'ready',
      secrets: [{ state: 'synced', arn: ARN, name: 'rds!db-1a2b' }],
    });
  });

  it('is as far as the object that is least far', () => {
    const second = desired(20, {
      object: { ...desired().object, name: 'replica' },
    });
    const replica = observedObject({ name: 'replica', uid: 'two' });
    const both = [desired(), second];
    expect(judge(input({ desired: both })).reason).toMatch(/replica is not/);
    expect(
      judge(input({ desired: both, observed: [observedObject(), replica] }))
        .status,
    ).toBe('ready');
    expect(
      judge(
        input({
          desired: both,
          observed: [
            {
              ...replica,
              conditions: [synced(1, { status: 'False', message: 'no room' })],
            },
          ],
        }),
      ),
    ).toMatchObject({
      status: 'degraded',
      reason: expect.stringContaining('no room'),
    });
  });

  it('says what is wrong, without secrets', () => {
    const verdict = judge(
      input({
        observed: [
          observedObject({
            conditions: [
              ready(1, { status: 'False', reason: 'Creating' }),
              synced(1, {
                status: 'False',
                reason: 'ReconcileError',
                message: 'create failed: password=canary is too short',
              }),
            ],
          }),
        ],
      }),
    );
    expect(verdict.status).toBe('degraded');
    expect(verdict.reason).toBe(
      'Instance/orders-db: Synced is False (ReconcileError): create failed: password=[hidden] is too short',
    );
    expect(JSON.stringify(verdict)).not.toContain('canary');
  });

  it.each([
    'cannot resolve references: referenced field was empty (referenced resource may not yet be ready)',
    'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again',
  ])('waits for what passes by itself: %s', message => {
    const verdict = judge(
      input({
        observed: [
          observedObject({
            conditions: [
              synced(1, { status: 'False', reason: 'ReconcileError', message }),
            ],
          }),
        ],
      }),
    );
    expect(verdict.status).toBe('provisioning');
    expect(verdict.reason).toContain(message.slice(0, 20));
  });

  it('is degraded when an operation at the provider has failed', () => {
    expect(
      judge(
        input({
          observed: [
            observedObject({
              conditions: [
                ready(1),
                synced(1),
                {
                  type: 'LastAsyncOperation',
                  status: 'False',
                  reason: 'AsyncCreateFailure',
                  message: 'quota exceeded',
                },
              ],
            }),
          ],
        }),
      ),
    ).toMatchObject({
      status: 'degraded',
      objects: [{ state: 'failing' }],
    });
  });

  it('is degraded while what was asked for is being deleted', () => {
    expect(
      judge(
        input({
          observed: [
            observedObject({ deletionTimestamp: '2027-03-16T08:00:30Z' }),
          ],
        }),
      ),
    ).toMatchObject({
      status: 'degraded',
      reason: 'Instance/orders-db is being deleted',
      objects: [{ state: 'deleting' }],
    });
  });

  it.each([
    ['create', 'ready', 'there'],
    ['change', 'ready', 'there'],
    ['steady', 'ready', 'there'],
    ['remove', 'removed', 'gone'],
  ] as const)(
    'says of what Terraform makes that nobody follows it: %s',
    (phase, status, so) => {
      const verdict = judge(input({ phase, desired: [], observed: [] }));
      expect(verdict).toMatchObject({
        status,
        reason: expect.stringMatching(/^Not followed: .*Terraform/),
      });
      expect(verdict.reason).toContain(`counts as ${so}`);
    },
  );
});

describe('judge, of a change', () => {
  const change = (observed: JudgeInput['observed'], rest = {}) =>
    judge(
      input({ phase: 'change', desired: [desired(50)], observed, ...rest }),
    );

  it('waits until somebody has applied it', () => {
    expect(change([observedObject()])).toMatchObject({
      status: 'updating',
      reason:
        'The merged manifest is not applied yet: spec.forProvider.allocatedStorage of Instance/orders-db is 20, not 50',
      drift: [],
      objects: [{ state: 'updating' }],
    });
  });

  it('is updating while it is ready with the old size', () => {
    expect(change([grown(20)])).toMatchObject({
      status: 'updating',
      reason:
        'status.atProvider.allocatedStorage of Instance/orders-db is 20, not 50',
      observed: { storageGib: 20 },
      objects: [{ state: 'updating' }],
    });
    expect(change([grown('50')]).status).toBe('ready');
  });

  it('is updating while the provider does not say', () => {
    expect(change([grown(undefined)])).toMatchObject({
      status: 'updating',
      reason: expect.stringContaining('is not said yet, not 50'),
    });
  });

  it('believes the spec and its conditions of what the provider never says', () => {
    const silent = desired(50);
    delete silent.leaves[0].statusPath;
    expect(
      judge(
        input({ phase: 'change', desired: [silent], observed: [grown(20)] }),
      ).status,
    ).toBe('ready');
  });

  it('waits only for the parameters that were asked for', () => {
    expect(change([grown(20)], { requested: ['multiAz'] }).status).toBe(
      'ready',
    );
    expect(change([grown(20)], { requested: ['storageGib'] }).status).toBe(
      'updating',
    );
  });

  it('waits for the window where the provider says that it keeps the change', () => {
    const pending = grown(20);
    Object.assign(pending.status.atProvider as object, {
      pendingModifiedValues: { allocatedStorage: 50 },
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
    });
    expect(change([pending])).toMatchObject({
      status: 'waiting_window',
      reason: expect.stringContaining('(sun:03:00-sun:04:00 UTC)'),
    });
  });

  it.each([[[]], [{}], [[{}]], [{ allocatedStorage: null }], [null]])(
    'does not take %j for something that is kept',
    pendingModifiedValues => {
      const one = grown(20);
      Object.assign(one.status.atProvider as object, { pendingModifiedValues });
      expect(change([one]).status).toBe('updating');
    },
  );

  it('waits for the window where it was told not to apply at once, and is done', () => {
    const later = grown(20, {
      applyImmediately: false,
      maintenanceWindow: 'mon:01:00-mon:02:00',
    });
    expect(change([later]).status).toBe('waiting_window');
    later.conditions.push({
      type: 'LastAsyncOperation',
      status: 'Unknown',
      reason: 'Ongoing',
    });
    expect(change([later]).status).toBe('updating');
    expect(change([grown(20, { applyImmediately: true })]).status).toBe(
      'updating',
    );
    expect(
      change([
        observedObject({
          spec: {
            forProvider: { allocatedStorage: 20, applyImmediately: false },
          },
        }),
      ]).status,
    ).toBe('updating');
  });

  it('is degraded when it fails, also with the old size', () => {
    expect(
      change([
        {
          ...grown(20),
          conditions: [
            ready(2),
            synced(2, { status: 'False', message: 'storage-full' }),
          ],
        },
      ]),
    ).toMatchObject({
      status: 'degraded',
      reason: expect.stringContaining('storage-full'),
    });
  });
});

describe('judge, of a removal', () => {
  const listed = (at: number) => new Map([['*', at]]);
  const remove = (rest: Partial<JudgeInput> = {}) =>
    judge(input({ phase: 'remove', observed: [], ...rest }));
  const gone = (at: number): KnownObject => ({
    ...observedObject(),
    goneAt: at,
  });

  it('is gone when a listing that began after the merge does not have it', () => {
    expect(remove({ listedAt: listed(MERGED + 1) })).toMatchObject({
      status: 'removed',
      reason: undefined,
    });
  });

  it.each([undefined, new Map(), listed(MERGED - 1), listed(MERGED)])(
    'is not gone without one: %p',
    listedAt => {
      expect(remove({ listedAt })).toMatchObject({
        status: 'removing',
        reason: 'Waiting for the control plane to list what is left',
      });
    },
  );

  it('is not gone when only other kinds were listed', () => {
    expect(
      remove({
        listedAt: new Map([['s3.aws.m.upbound.io|Bucket', MERGED + 1]]),
      }).status,
    ).toBe('removing');
    expect(
      remove({
        listedAt: new Map([['rds.aws.m.upbound.io|Instance', MERGED + 1]]),
      }).status,
    ).toBe('removed');
  });

  it('is gone when it was seen to go after the merge, not when it went before', () => {
    expect(remove({ observed: [gone(MERGED + 1)] })).toMatchObject({
      status: 'removed',
      objects: [{ state: 'gone' }],
    });
    expect(remove({ observed: [gone(MERGED)] }).status).toBe('removing');
    expect(
      remove({ observed: [gone(MERGED)], listedAt: listed(MERGED + 1) }).status,
    ).toBe('removed');
  });

  it('is not gone while nothing answers', () => {
    const verdict = remove({
      reachable: false,
      outage: 'connect ECONNREFUSED',
      listedAt: listed(MERGED + 1),
      observed: [gone(MERGED + 1)],
    });
    expect(verdict.status).toBe('removing');
    expect(verdict.reason).toContain('ECONNREFUSED');
  });

  it('is being removed while its finalizers hold it', () => {
    expect(
      remove({
        listedAt: listed(MERGED + 1),
        observed: [
          observedObject({
            deletionTimestamp: '2027-03-16T08:00:30Z',
            finalizers: ['finalizer.managedresource.crossplane.io'],
          }),
        ],
      }),
    ).toMatchObject({
      status: 'removing',
      reason:
        'Instance/orders-db is being deleted; held by finalizer.managedresource.crossplane.io',
    });
  });

  it('is not gone when there is another one of its name', () => {
    const again: KnownObject = {
      ...observedObject({ uid: 'second' }),
      previousUid: 'first',
    };
    expect(
      remove({ observed: [again], listedAt: listed(MERGED + 1) }),
    ).toMatchObject({
      status: 'removing',
      reason:
        'Instance/orders-db was made anew under the same name and is there',
    });
  });

  it('is not gone while anything else with its label is there', () => {
    expect(
      remove({
        listedAt: listed(MERGED + 1),
        observed: [observedObject({ name: 'orders-db-old', uid: 'old' })],
      }),
    ).toMatchObject({
      status: 'removing',
      reason: 'Instance/orders-db-old is still there',
    });
  });

  it('needs a listing also where none of its manifests is an object any more', () => {
    const emptied = {
      desired: [],
      observed: [{ ...observedObject(), goneAt: MERGED - 1 }],
    };
    expect(remove(emptied).status).toBe('removing');
    expect(remove({ ...emptied, listedAt: listed(MERGED + 1) }).status).toBe(
      'removed',
    );
  });
});

describe('judge, of what is as it was asked for', () => {
  const steady = (
    observed: JudgeInput['observed'],
    rest: Partial<JudgeInput> = {},
  ) => judge(input({ phase: 'steady', observed, ...rest }));

  it('is ready and has no drift', () => {
    expect(steady([observedObject()])).toMatchObject({
      status: 'ready',
      drift: [],
    });
  });

  it('names what is different as drift, and stays ready', () => {
    expect(
      steady([
        observedObject({ spec: { forProvider: { allocatedStorage: 30 } } }),
      ]),
    ).toMatchObject({
      status: 'ready',
      drift: [
        {
          field: 'spec.forProvider.allocatedStorage',
          object: 'Instance/orders-db',
          desired: 20,
          observed: 30,
        },
      ],
    });
    expect(
      steady([
        observedObject({ status: { atProvider: { allocatedStorage: 30 } } }),
      ]).drift,
    ).toMatchObject([{ field: 'status.atProvider.allocatedStorage' }]);
    expect(steady([observedObject({ status: {} })]).drift).toEqual([]);
  });

  it('is degraded when it is gone, failing, not ready or being deleted', () => {
    expect(steady([])).toMatchObject({
      status: 'degraded',
      reason: 'Instance/orders-db is not there any more',
      drift: [{ field: 'metadata.name' }],
    });
    for (const [conditions, reason] of [
      [
        [ready(1, { status: 'False', reason: 'Unavailable' }), synced(1)],
        /Unavailable/,
      ],
      [[ready(1), synced(1, { status: 'False', message: 'denied' })], /denied/],
      [[synced(1)], /not been looked at/],
    ] as const) {
      const verdict = steady([observedObject({ conditions: [...conditions] })]);
      expect(verdict.status).toBe('degraded');
      expect(verdict.reason).toMatch(reason);
    }
    expect(
      steady([observedObject({ deletionTimestamp: '2027-03-16T08:00:30Z' })])
        .status,
    ).toBe('degraded');
  });

  it('stays as it was last seen during an outage', () => {
    expect(steady([observedObject()], { reachable: false }).status).toBe(
      'ready',
    );
  });

  it('never takes too long', () => {
    expect(
      steady([observedObject()], { now: MERGED + 1_000 * DAY }).status,
    ).toBe('ready');
  });
});

describe('judge, of time', () => {
  const timeouts = {
    create: HOUR,
    change: 2 * HOUR,
    remove: HOUR,
    window: 8 * DAY,
  };

  it.each([
    ['create', [], HOUR, 'provisioning'],
    ['change', [grown(20)], 2 * HOUR, 'updating'],
    ['remove', [observedObject()], HOUR, 'removing'],
    [
      'change',
      [grown(20, { applyImmediately: false })],
      8 * DAY,
      'waiting_window',
    ],
  ] as const)(
    'says that a %s takes too long, and not before',
    (phase, observed, limit, before) => {
      const at = (now: number) =>
        judge(
          input({
            phase,
            observed: [...observed],
            desired: [desired(phase === 'change' ? 50 : 20)],
            now,
            timeouts,
          }),
        );
      expect(at(MERGED + limit).status).toBe(before);
      const late = at(MERGED + limit + 1);
      expect(late.status).toBe('timed_out');
      expect(late.reason).toMatch(/^Not so within \d+ (min|h|days): ./);
      // What is said does not change by itself: nothing is written for it.
      expect(at(MERGED + limit + DAY)).toEqual(late);
    },
  );

  it('recovers after it took too long', () => {
    expect(judge(input({ now: MERGED + 100 * DAY })).status).toBe('ready');
  });
});

describe('judge, of secrets', () => {
  const secret = {
    kind: 'database' as const,
    name: 'orders-db-connection',
    arnPath: 'status.atProvider.masterUserSecret[0].secretArn',
    statePath: 'status.atProvider.masterUserSecret[0].secretStatus',
    rotateEveryDays: 7,
  };
  const of = (
    object: Parameters<typeof observedObject>[0],
    now = MERGED,
    rest: object = {},
  ) =>
    judge(
      input({
        desired: [desired(20, { secrets: [{ ...secret, ...rest }] })],
        observed: [observedObject(object)],
        now,
      }),
    ).secrets[0];
  const said = (secretStatus: string) => ({
    status: {
      atProvider: { masterUserSecret: [{ secretArn: ARN, secretStatus }] },
    },
  });

  it.each([
    ['active', 'synced'],
    ['creating', 'pending'],
    ['rotating', 'pending'],
    ['impaired', 'failed'],
    ['something new', 'unknown'],
  ])('takes %s for %s', (word, state) => {
    expect(of(said(word))).toMatchObject({
      kind: 'database',
      name: 'orders-db-connection',
      namespace: 'staging',
      arn: ARN,
      state,
      message: word,
    });
  });

  it('knows nothing of what is not there', () => {
    expect(
      judge(
        input({ desired: [desired(20, { secrets: [secret] })], observed: [] }),
      ).secrets,
    ).toMatchObject([{ state: 'unknown', overdue: false }]);
  });

  it('is overdue after so many days without a rotation', () => {
    const rotated = {
      ...said('active'),
      annotations: {
        'callboard.dev/secret-rotated-at': '2027-03-10T08:00:00Z',
      },
    };
    expect(of(rotated, Date.parse('2027-03-17T08:00:00Z'))).toMatchObject({
      overdue: false,
      lastRotatedAt: '2027-03-10T08:00:00.000Z',
      rotateEveryDays: 7,
    });
    expect(of(rotated, Date.parse('2027-03-17T08:00:01Z')).overdue).toBe(true);
    expect(
      of(rotated, MERGED + 100 * DAY, { rotateEveryDays: undefined }).overdue,
    ).toBe(false);
  });

  it('counts from its object where it was never rotated', () => {
    const made = {
      ...said('active'),
      creationTimestamp: '2027-03-01T00:00:00Z',
    };
    expect(of(made, Date.parse('2027-03-09T00:00:00Z'))).toMatchObject({
      overdue: true,
      lastRotatedAt: undefined,
    });
    expect(of(said('active'), MERGED + 100 * DAY).overdue).toBe(false);
  });

  it('does not take nonsense for a time', () => {
    const odd = {
      ...said('active'),
      annotations: { 'callboard.dev/secret-rotated-at': 'yesterday' },
    };
    expect(of(odd).lastRotatedAt).toBeUndefined();
  });
});

describe('judge, of anything', () => {
  const anyStatus = fc.constantFrom('True', 'False', 'Unknown') as fc.Arbitrary<
    'True' | 'False' | 'Unknown'
  >;
  const anyObject = fc
    .record({
      generation: fc.integer({ min: 1, max: 3 }),
      conditions: fc.array(
        fc.record({
          type: fc.constantFrom('Ready', 'Synced', 'LastAsyncOperation'),
          status: anyStatus,
          observedGeneration: fc.option(fc.integer({ min: 0, max: 3 }), {
            nil: undefined,
          }),
        }),
        { maxLength: 4 },
      ),
      deletionTimestamp: fc.constantFrom(undefined, '2027-03-16T08:00:30Z'),
      spec: fc.record({
        forProvider: fc.record({ allocatedStorage: fc.constantFrom(20, 50) }),
      }),
      status: fc.record({
        atProvider: fc.record({
          allocatedStorage: fc.constantFrom(20, 50, '50', undefined),
        }),
      }),
    })
    .map(rest => observedObject(rest));
  const anyInput = fc.record({
    phase: fc.constantFrom<Phase>('create', 'change', 'remove', 'steady'),
    observed: fc.array(anyObject, { maxLength: 1 }),
    reachable: fc.boolean(),
    now: fc.integer({ min: MERGED, max: MERGED + 10 * DAY }),
    listedAt: fc
      .option(fc.integer({ min: MERGED - HOUR, max: MERGED + HOUR }))
      .map(at => (at === null ? undefined : new Map([['*', at]]))),
  });
  const ALLOWED: Record<Phase, ServiceStatus[]> = {
    create: [
      'provisioning',
      'ready',
      'degraded',
      'timed_out',
      'waiting_window',
    ],
    change: ['updating', 'ready', 'degraded', 'timed_out', 'waiting_window'],
    remove: ['removing', 'removed', 'timed_out'],
    steady: ['ready', 'degraded'],
  };

  it('never says ready of the old size, nor gone of what is there or not asked for', () => {
    fc.assert(
      fc.property(anyInput, given => {
        const { reason, status } = judge(
          input({ ...given, desired: [desired(50)] }),
        );
        const [object] = given.observed;
        const size = (
          object?.status.atProvider as Record<string, unknown> | undefined
        )?.allocatedStorage;
        const isApplied =
          object !== undefined &&
          object.deletionTimestamp === undefined &&
          JSON.stringify(object.spec) ===
            '{"forProvider":{"allocatedStorage":50}}';
        const mayBe: Partial<Record<ServiceStatus, boolean>> = {
          ready:
            given.phase === 'steady'
              ? object !== undefined
              : isApplied &&
                (Number(size) === 50 ||
                  (given.phase === 'create' && size === undefined)),
          removed:
            object === undefined &&
            given.reachable &&
            (given.listedAt?.get('*') ?? 0) > MERGED,
        };
        expect(ALLOWED[given.phase]).toContain(status);
        expect(mayBe[status] ?? true).toBe(true);
        expect(Boolean(reason)).toBe(
          status !== 'ready' && status !== 'removed',
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
