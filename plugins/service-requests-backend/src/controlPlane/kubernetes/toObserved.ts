import type {
  Condition,
  ObservedObject,
} from '@callboard/backstage-plugin-service-requests-node';
import { withoutSecrets } from '../../convergence/withoutSecrets';

/** Of a kind of objects: where its API is. */
export interface KindRef {
  apiVersion: string;
  kind: string;
}

/**
 * An object of the API, without what nobody here looks at (managed fields) and
 * without what nobody here may see. In a list, objects do not say their kind.
 */
export function toObserved(raw: unknown, ref: KindRef): ObservedObject {
  const { metadata, spec, status } = asObject(raw);
  const meta = asObject(metadata);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const maybe = (value: unknown) => text(value) || undefined;
  return withoutSecrets({
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    namespace: text(meta.namespace),
    name: text(meta.name),
    uid: text(meta.uid),
    resourceVersion: text(meta.resourceVersion),
    generation: typeof meta.generation === 'number' ? meta.generation : 0,
    labels: asTexts(meta.labels),
    annotations: asTexts(meta.annotations),
    finalizers: asList(meta.finalizers).map(String),
    creationTimestamp: maybe(meta.creationTimestamp),
    deletionTimestamp: maybe(meta.deletionTimestamp),
    conditions: asList(asObject(status).conditions).map(toCondition),
    spec: asObject(spec),
    status: asObject(status),
  });
}

function toCondition(raw: unknown): Condition {
  const { lastTransitionTime, message, observedGeneration, reason, status } =
    asObject(raw);
  const text = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    type: String(asObject(raw).type),
    status: status === 'True' || status === 'False' ? status : 'Unknown',
    reason: text(reason),
    message: text(message),
    lastTransitionTime: text(lastTransitionTime),
    observedGeneration:
      typeof observedGeneration === 'number' ? observedGeneration : undefined,
  };
}

export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function asTexts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([key, text]) => [key, String(text)]),
  );
}
