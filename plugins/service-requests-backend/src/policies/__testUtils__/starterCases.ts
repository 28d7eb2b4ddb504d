import type { PolicyInput } from '../types';
import { DATABASE, DEV, policyInput } from './policyInput';

/** A change of a database that is as it should be. */
export const change = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  operation: 'scale' | 'update' | 'decommission' = 'update',
) =>
  policyInput({
    items: [
      {
        operation,
        current: { ...DATABASE.parameters, ...before },
        parameters: { ...DATABASE.parameters, ...before, ...after },
      },
    ],
  });

/** By rule: what it lets pass, and what not. */
export const cases: Record<
  string,
  { passes: PolicyInput[]; fails: PolicyInput[] }
> = {
  'allowed-regions': {
    passes: [
      policyInput({ items: [{ region: 'eu-south-1' }] }),
      // What is there already may be changed, and removed.
      policyInput({
        items: [
          {
            operation: 'update',
            region: 'us-east-1',
            current: DATABASE.parameters,
          },
        ],
      }),
    ],
    fails: [
      policyInput({ items: [{ region: 'us-east-1' }] }),
      policyInput({ items: [{}, { index: 0, region: 'ap-south-1' }] }),
      policyInput({ items: [{ region: '' }] }),
    ],
  },
  'production-multi-az': {
    passes: [
      policyInput({ environment: DEV, parameters: { multiAz: false } }),
      change({ multiAz: false }, {}, 'decommission'),
    ],
    fails: [
      policyInput({ parameters: { multiAz: false } }),
      policyInput({ parameters: { multiAz: 'true' } }),
      policyInput({ parameters: { multiAz: null } }),
      change({}, { multiAz: false }),
    ],
  },
  'production-backups': {
    passes: [
      policyInput({ parameters: { backupRetentionDays: 7 } }),
      policyInput({ environment: DEV, parameters: { backupRetentionDays: 0 } }),
    ],
    fails: [
      policyInput({ parameters: { backupRetentionDays: 6 } }),
      policyInput({ parameters: { backupRetentionDays: 6.9 } }),
      policyInput({ parameters: { backupRetentionDays: '30' } }),
      change({}, { backupRetentionDays: 0 }, 'scale'),
    ],
  },
  'production-deletion-protection': {
    passes: [
      policyInput({
        environment: DEV,
        parameters: { deletionProtection: false },
      }),
      change({}, { deletionProtection: false }),
    ],
    fails: [
      policyInput({ parameters: { deletionProtection: false } }),
      policyInput({ parameters: { deletionProtection: 1 } }),
    ],
  },
  'production-protection-lost': {
    passes: [
      change({ deletionProtection: false }, {}),
      change({ deletionProtection: false }, { deletionProtection: true }),
    ],
    fails: [change({}, { deletionProtection: false })],
  },
  encrypted: {
    passes: [change({ encrypted: false }, {}, 'decommission')],
    fails: [
      policyInput({ parameters: { encrypted: false } }),
      policyInput({ environment: DEV, parameters: { encrypted: 'no' } }),
    ],
  },
  'not-public': {
    passes: [
      change({ publiclyAccessible: true }, { publiclyAccessible: false }),
    ],
    fails: [
      policyInput({ parameters: { publiclyAccessible: true } }),
      policyInput({ environment: DEV, parameters: { publiclyAccessible: 0 } }),
    ],
  },
  'storage-never-shrinks': {
    passes: [
      change({ storageGib: 50 }, { storageGib: 50 }, 'scale'),
      change({ storageGib: 50 }, { storageGib: 51 }, 'scale'),
    ],
    fails: [
      change({ storageGib: 50 }, { storageGib: 49 }, 'scale'),
      change({ storageGib: 50 }, { storageGib: '500' }, 'update'),
    ],
  },
  'public-entry': {
    passes: [
      policyInput({ items: [{ offering: 'load-balancer' }] }),
      policyInput({ parameters: { publiclyAccessible: true } }),
    ],
    fails: [true, 'yes'].map(publiclyAccessible =>
      policyInput({
        items: [
          { offering: 'load-balancer', parameters: { publiclyAccessible } },
        ],
      }),
    ),
  },
  'production-versioning': {
    passes: [
      policyInput({ parameters: { versioning: true } }),
      policyInput({ environment: DEV, parameters: { versioning: false } }),
    ],
    fails: [policyInput({ parameters: { versioning: false } })],
  },
  'size-database': {
    passes: [
      policyInput({
        environment: DEV,
        parameters: { instanceClass: 'db.r7g.large' },
      }),
      policyInput({ parameters: { instanceClass: 'db.r7g.4xlarge' } }),
      change({ instanceClass: 'db.r7g.4xlarge' }, {}, 'update'),
    ],
    fails: ['db.r7g.xlarge', 'db.r7g.2xlarge', 'large', '', 7].map(
      instanceClass =>
        policyInput({ environment: DEV, parameters: { instanceClass } }),
    ),
  },
  'size-cache': {
    passes: [
      policyInput({
        environment: DEV,
        parameters: { nodeType: 'cache.t4g.micro' },
      }),
      policyInput({ parameters: { nodeType: 'cache.r7g.2xlarge' } }),
    ],
    fails: ['cache.r7g.xlarge', null].map(nodeType =>
      policyInput({ environment: DEV, parameters: { nodeType } }),
    ),
  },
  'size-nodes': {
    passes: [
      policyInput({
        environment: DEV,
        parameters: { instanceType: 'm7g.xlarge' },
      }),
      policyInput({ parameters: { instanceType: 'm7g.2xlarge' } }),
    ],
    fails: ['m7g.2xlarge', ['m7g.large']].map(instanceType =>
      policyInput({ environment: DEV, parameters: { instanceType } }),
    ),
  },
  'size-storage': {
    passes: [
      policyInput({ environment: DEV, parameters: { storageGib: 500 } }),
      policyInput({ parameters: { storageGib: 501 } }),
    ],
    fails: [501, '10'].map(storageGib =>
      policyInput({ environment: DEV, parameters: { storageGib } }),
    ),
  },
  'production-size': {
    passes: [
      policyInput({ parameters: { instanceClass: 'db.t4g.medium' } }),
      policyInput({
        environment: DEV,
        parameters: { instanceClass: 'db.t4g.micro' },
      }),
    ],
    fails: ['db.t4g.micro', 4].map(instanceClass =>
      policyInput({ parameters: { instanceClass } }),
    ),
  },
  'cost-centre': {
    passes: [
      policyInput({ environment: DEV, request: { costCentre: undefined } }),
      policyInput({
        items: [{ operation: 'scale', current: DATABASE.parameters }],
        request: { costCentre: undefined },
      }),
    ],
    fails: [
      policyInput({ request: { costCentre: undefined } }),
      policyInput({ request: { costCentre: ' ' } }),
    ],
  },
  'owner-is-a-team': {
    passes: [
      policyInput({
        environment: DEV,
        request: { owner: 'user:default/developer' },
      }),
    ],
    fails: [policyInput({ request: { owner: 'user:default/developer' } })],
  },
  naming: {
    passes: [
      policyInput({ items: [{ name: 'a12' }] }),
      policyInput({ items: [{ name: 'orders-read-replica-2' }] }),
    ],
    fails: [
      'ab',
      'Orders',
      'or_ders',
      '1st',
      'or--ders',
      'orders-',
      '../main',
      'оrders',
      'a\nb',
      'orders\n',
      'a'.repeat(41),
    ].map(name => policyInput({ items: [{ name }] })),
  },
  'naming-repeats': {
    passes: [
      policyInput({ items: [{ name: 'reproduction' }] }),
      policyInput({ items: [{ name: 'orders-dev' }] }),
    ],
    fails: [
      policyInput({ items: [{ name: 'orders-production' }] }),
      policyInput({ items: [{ name: 'orders-eu-west-1' }] }),
    ],
  },
  'end-date': {
    passes: [
      policyInput({ request: { endDate: undefined } }),
      policyInput({
        environment: DEV,
        items: [{ operation: 'scale', current: DATABASE.parameters }],
        request: { endDate: undefined },
      }),
    ],
    fails: [policyInput({ environment: DEV, request: { endDate: undefined } })],
  },
  'end-date-horizon': {
    passes: [
      policyInput({ request: { endDate: '2039-01-01' } }),
      policyInput({ environment: DEV, request: { endDate: '2026-11-21' } }),
      policyInput({ environment: DEV, request: { endDate: '2027-02-19' } }),
    ],
    fails: [
      policyInput({ request: { endDate: '2026-11-20' } }),
      policyInput({ request: { endDate: '2026-02-30T' } }),
      policyInput({ environment: DEV, request: { endDate: '2027-02-20' } }),
    ],
  },
  'decommission-unprotected': {
    passes: [change({ deletionProtection: false }, {}, 'decommission')],
    fails: [
      change({}, {}, 'decommission'),
      change({ deletionProtection: 'off' }, {}, 'decommission'),
    ],
  },
  'cost-known': {
    passes: [],
    fails: [
      policyInput({
        cost: {
          currency: 'EUR',
          lines: [],
          unknown: ['db.x9.large'],
          assumptions: [],
        },
      }),
    ],
  },
};
