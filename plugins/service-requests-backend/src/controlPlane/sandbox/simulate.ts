import type {
  Condition,
  ObservedObject,
} from '@callboard/backstage-plugin-service-requests-node';
import { createHash } from 'node:crypto';
import { fillIn } from './fillIn';
import { madeUpStatus } from './madeUpStatus';
import type {
  Behaving,
  SandboxDelays,
  SandboxObject,
  StatusShape,
} from './types';

/**
 * What an object looks like at a moment: a function of when it was made and
 * changed and of how it is told to behave. Conditions are what Crossplane's
 * documentation shows of managed resources.
 */
export interface Simulated {
  object: ObservedObject;
  /** The last change took effect by now. */
  settled: boolean;
  /** It is to vanish by now. */
  gone: boolean;
  /** When it looks different, if nobody touches it. */
  dueAt?: number;
}

export const FINALIZER = 'finalizer.managedresource.crossplane.io';

export function simulate(
  row: SandboxObject,
  { behaviour, since }: Behaving,
  now: number,
  delays: SandboxDelays,
  shape?: StatusShape,
): Simulated {
  const from = Math.max(row.changedAt, behaviour === 'normal' ? since : 0);
  const syncedAt = row.changedAt + delays.sync;
  const first = row.provider === undefined;
  const held =
    behaviour === 'stuck' ||
    (!first && (behaviour === 'old-size' || behaviour === 'window'));
  const doneAt =
    from + Math.max(first ? delays.create : delays.change, delays.sync);
  const settled = row.settledAt !== undefined || (!held && now >= doneAt);
  const synced = now >= syncedAt;
  const provider = settled ? forProviderOf(row) : row.provider;

  const goneAt =
    row.deletedAt === undefined || behaviour === 'undeletable'
      ? undefined
      : Math.max(row.deletedAt, from) + delays.remove;
  const dueAt = [
    synced ? undefined : syncedAt,
    settled || held ? undefined : doneAt,
    goneAt,
  ]
    .filter(at => at !== undefined && at > now)
    .sort((one, other) => one! - other!)[0];

  const at = {
    synced: syncedAt,
    done: row.settledAt ?? doneAt,
    behaving: Math.max(since, row.changedAt),
    deleted: row.deletedAt,
  };
  const conditions = conditionsOf(row, {
    behaviour,
    at,
    first,
    settled,
    synced,
  });
  const { manifest } = row;
  const object: Omit<ObservedObject, 'resourceVersion'> = {
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    namespace: manifest.namespace,
    name: manifest.name,
    uid: row.uid,
    generation: row.generation,
    labels: manifest.labels,
    annotations: manifest.annotations,
    finalizers: [FINALIZER],
    creationTimestamp: instant(row.createdAt),
    deletionTimestamp:
      row.deletedAt === undefined ? undefined : instant(row.deletedAt),
    conditions,
    spec: manifest.spec,
    status: {
      atProvider: provider && {
        ...madeUpStatus(manifest),
        ...provider,
        ...(behaviour === 'window' && !settled && synced
          ? { pendingModifiedValues: pendingOf(row) }
          : {}),
      },
    },
  };
  if (provider && shape) {
    object.status = fillIn(object, provider, shape);
  }
  return {
    object: {
      ...object,
      resourceVersion: createHash('sha1')
        .update(JSON.stringify(object))
        .digest('hex')
        .slice(0, 20),
    },
    settled,
    gone: goneAt !== undefined && now >= goneAt,
    dueAt,
  };
}

interface Moment {
  behaviour: Behaving['behaviour'];
  at: { synced: number; done: number; behaving: number; deleted?: number };
  /** Nothing of it has taken effect before. */
  first: boolean;
  settled: boolean;
  synced: boolean;
}

function conditionsOf(row: SandboxObject, moment: Moment): Condition[] {
  const { at, behaviour, first, settled, synced } = moment;
  const generation = synced ? row.generation : row.generation - 1;
  if (generation === 0) {
    return [];
  }
  const make = (
    type: string,
    status: Condition['status'],
    reason: string,
    since: number,
    message?: string,
  ): Condition => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime: instant(since),
    observedGeneration: generation,
  });
  if (row.deletedAt !== undefined) {
    return behaviour === 'undeletable'
      ? [
          make('Ready', 'False', 'Deleting', row.deletedAt),
          make(
            'Synced',
            'False',
            'ReconcileError',
            row.deletedAt,
            'delete failed: the sandbox was told never to let go of it',
          ),
        ]
      : [
          make('Ready', 'False', 'Deleting', row.deletedAt),
          make('Synced', 'True', 'ReconcileSuccess', at.synced),
        ];
  }
  if (behaviour === 'degraded' && settled) {
    return [
      make(
        'Ready',
        'False',
        'Unavailable',
        at.behaving,
        'the sandbox was told to let it fail',
      ),
      make(
        'Synced',
        'False',
        'ReconcileError',
        at.behaving,
        'observe failed: the sandbox was told to let it fail',
      ),
    ];
  }
  const busy = synced && !settled && behaviour !== 'window';
  return [
    first && !settled
      ? make('Ready', 'False', 'Creating', row.createdAt)
      : make(
          'Ready',
          'True',
          'Available',
          first || row.generation === 1 ? at.done : row.createdAt,
        ),
    make('Synced', 'True', 'ReconcileSuccess', at.synced),
    busy
      ? make('LastAsyncOperation', 'Unknown', 'Ongoing', at.synced)
      : make(
          'LastAsyncOperation',
          'True',
          'Success',
          settled ? at.done : at.synced,
        ),
  ];
}

export function forProviderOf(row: SandboxObject): Record<string, unknown> {
  const { forProvider } = row.manifest.spec;
  return typeof forProvider === 'object' && forProvider !== null
    ? (forProvider as Record<string, unknown>)
    : row.manifest.spec;
}

/** What has been asked for and has not taken effect. */
function pendingOf(row: SandboxObject): Record<string, unknown> {
  const wanted = forProviderOf(row);
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) =>
        JSON.stringify(value) !== JSON.stringify(row.provider?.[key]),
    ),
  );
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
