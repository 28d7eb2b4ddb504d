import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { SERVICE_ID_LABEL } from '@callboard/backstage-plugin-service-requests-node';
import { identityOf } from '../../convergence/ObservationStore';
import type { Manifest, SandboxObject } from './types';

/**
 * Applies merged manifests to the sandbox's objects, as a GitOps controller
 * with pruning does. Answers with those that are new or different.
 */
export function reconcile(
  objects: Map<string, SandboxObject>,
  manifests: Manifest[],
  now: number,
): SandboxObject[] {
  const touched: SandboxObject[] = [];
  const wanted = new Map(
    manifests.map(manifest => [identityOf(manifest), manifest]),
  );
  for (const [identity, manifest] of wanted) {
    const applied = apply(objects.get(identity), identity, manifest, now);
    if (applied) {
      objects.set(identity, applied);
      touched.push(applied);
    }
  }
  for (const object of objects.values()) {
    if (!wanted.has(object.identity) && object.deletedAt === undefined) {
      const pruned = { ...object, deletedAt: now };
      objects.set(object.identity, pruned);
      touched.push(pruned);
    }
  }
  return touched;
}

/** What there is then; undefined where nothing changes. */
function apply(
  object: SandboxObject | undefined,
  identity: string,
  manifest: Manifest,
  now: number,
): SandboxObject | undefined {
  const serviceId = manifest.labels[SERVICE_ID_LABEL];
  if (!object) {
    return {
      identity,
      uid: randomUUID(),
      serviceId,
      manifest,
      generation: 1,
      createdAt: now,
      changedAt: now,
    };
  }
  // What is on its way out takes no changes; its successor will have them.
  if (
    object.deletedAt !== undefined ||
    isDeepStrictEqual(object.manifest, manifest)
  ) {
    return undefined;
  }
  return isDeepStrictEqual(object.manifest.spec, manifest.spec)
    ? { ...object, manifest, serviceId }
    : {
        ...object,
        manifest,
        serviceId,
        generation: object.generation + 1,
        changedAt: now,
        settledAt: undefined,
      };
}
