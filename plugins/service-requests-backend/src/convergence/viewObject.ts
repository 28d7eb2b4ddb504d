import type {
  Drift,
  SecretReference,
  Condition as ServiceCondition,
  ServiceObject,
} from '@callboard/backstage-plugin-service-requests-common';
import type { ObservedObject } from '@callboard/backstage-plugin-service-requests-node';
import { type Health, healthOf } from './conditions';
import { displayPath, parsePath, readObjectPath, readPath } from './paths';
import { redact } from './redact';
import { sameValue } from './sameValue';
import { isSecretPresent, secretReference } from './secretReferences';
import type { DesiredLeaf, DesiredObject, KnownObject } from './types';

/** A desired object beside what was made of it. */
export interface ObjectView {
  /** `Instance/orders-db` */
  label: string;
  desired: DesiredObject;
  object?: ObservedObject;
  health?: Health;
  /** It was there and is gone since then, epoch milliseconds. */
  goneAt?: number;
  /** Another object had this name before. */
  recreated: boolean;
  /** What is not as it should be. */
  mismatches: Mismatch[];
  endpoint?: string;
  secrets: SecretReference[];
  secretsPresent: boolean;
}

export interface Mismatch {
  leaf: DesiredLeaf;
  /** `unapplied`: the spec is not the merged one. `unknown`: the provider does not say. */
  kind: 'unapplied' | 'differs' | 'unknown';
  path: string;
  observed: unknown;
}

export function viewObject(
  desired: DesiredObject,
  known: (ObservedObject | KnownObject)[],
  now: number,
): ObjectView {
  const { kind, name } = desired.object;
  const named = known.filter(object => isSameName(desired.object, object));
  const object = named.find(one => goneAtOf(one) === undefined);
  const health = object && healthOf(object);
  const secrets = desired.secrets ?? [];
  return {
    label: `${kind}/${name}`,
    desired,
    object,
    health,
    goneAt: object ? undefined : goneAtOf(named[0]),
    recreated: Boolean(object && 'previousUid' in object && object.previousUid),
    mismatches: object
      ? desired.leaves.flatMap(leaf => mismatchOf(leaf, object) ?? [])
      : [],
    endpoint: object && endpointOf(desired, object),
    secrets: secrets.map(secret =>
      secretReference(secret, object, health, { objectName: name, now }),
    ),
    secretsPresent: Boolean(
      object && secrets.every(secret => isSecretPresent(secret, object)),
    ),
  };
}

function goneAtOf(
  object: ObservedObject | KnownObject | undefined,
): number | undefined {
  return object && 'goneAt' in object ? object.goneAt : undefined;
}

function isSameName(
  desired: DesiredObject['object'],
  object: ObservedObject,
): boolean {
  return (
    desired.name === object.name &&
    kindKey(desired) === kindKey(object) &&
    (desired.namespace === undefined ||
      object.namespace === '' ||
      desired.namespace === object.namespace)
  );
}

export const ALL_KINDS = '*';

/** `rds.aws.m.upbound.io|Instance`: a kind stays itself when its API gets another version. */
export function kindKey(of: { apiVersion: string; kind: string }): string {
  return `${groupOf(of.apiVersion)}|${of.kind}`;
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function mismatchOf(
  leaf: DesiredLeaf,
  object: ObservedObject,
): Mismatch | undefined {
  const field = parsePath(leaf.specPath).at(-1);
  const spec = readObjectPath(object, leaf.specPath, 'spec');
  if (!sameValue(leaf.value, spec, field)) {
    return {
      leaf,
      kind: 'unapplied',
      path: displayPath(leaf.specPath, 'spec'),
      observed: spec,
    };
  }
  if (!leaf.statusPath) {
    return undefined;
  }
  const status = readObjectPath(object, leaf.statusPath, 'status');
  return sameValue(leaf.value, status, parsePath(leaf.statusPath).at(-1))
    ? undefined
    : {
        leaf,
        kind: status === undefined ? 'unknown' : 'differs',
        path: displayPath(leaf.statusPath, 'status'),
        observed: status,
      };
}

/** `host:port`, or the host alone where no port is said. Credentials in it are not shown. */
function endpointOf(
  { endpointPath, endpointPort }: DesiredObject,
  object: ObservedObject,
): string | undefined {
  const said = endpointPath && readObjectPath(object, endpointPath, 'status');
  const host = Array.isArray(said) ? said[0] : said;
  if (typeof host !== 'string' || host === '') {
    return undefined;
  }
  const port = endpointPort && readObjectPath(object, endpointPort, 'status');
  const hasPort = /:\d+$/.test(host) || !port;
  return redact(hasPort ? host : `${host}:${port}`);
}

/** By parameter, as the provider says it; else as the object's spec does. */
export function observedParameters(
  views: ObjectView[],
): Record<string, unknown> {
  const entries = views.flatMap(({ desired, object }) =>
    object
      ? desired.leaves.map(leaf => [
          leaf.parameter,
          (leaf.statusPath
            ? readObjectPath(object, leaf.statusPath, 'status')
            : undefined) ?? readObjectPath(object, leaf.specPath, 'spec'),
        ])
      : [],
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function driftOf(views: ObjectView[]): Drift[] {
  return views.flatMap(view => [
    ...(view.object ? [] : [{ field: 'metadata.name', object: view.label }]),
    ...view.mismatches
      .filter(mismatch => mismatch.kind !== 'unknown')
      .map(({ leaf, path, observed }) => ({
        field: path,
        object: view.label,
        desired: leaf.value,
        observed,
      })),
  ]);
}

export function conditionsOf(views: ObjectView[]): ServiceCondition[] {
  return views.flatMap(view =>
    (view.object?.conditions ?? []).map(condition => ({
      object: view.label,
      type: condition.type,
      status: condition.status,
      reason: condition.reason,
      message: condition.message && redact(condition.message),
      since: condition.lastTransitionTime,
    })),
  );
}

export function serviceObjectOf(
  view: ObjectView,
  message: string | undefined,
): ServiceObject {
  const { apiVersion, kind, name, namespace } = view.desired.object;
  return {
    apiVersion,
    kind,
    name,
    namespace: view.object?.namespace ?? namespace ?? '',
    state: stateOf(view),
    message,
  };
}

function stateOf(view: ObjectView): ServiceObject['state'] {
  const { health, object } = view;
  if (!object || !health) {
    return view.goneAt === undefined ? 'missing' : 'gone';
  }
  if (object.deletionTimestamp) {
    return 'deleting';
  }
  if (health.failure) {
    return 'failing';
  }
  const settled = health.synced && health.ready;
  if (settled && view.mismatches.length === 0) {
    return 'ready';
  }
  return settled || hasStatus(object) ? 'updating' : 'creating';
}

function hasStatus(object: ObservedObject): boolean {
  const provider = readPath(object.status, 'atProvider');
  return object.conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  )
    ? true
    : object.generation > 1 && provider !== undefined;
}
