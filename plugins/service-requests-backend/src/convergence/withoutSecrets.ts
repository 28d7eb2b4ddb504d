import type {
  Condition,
  ObservedObject,
} from '@callboard/backstage-plugin-service-requests-node';
import { redact, redactValue } from './redact';

/** Whole subtrees that hold values of secrets, wherever they are. */
const SECRET_TREES = new Set([
  'data',
  'stringData',
  'binaryData',
  'connectionDetails',
]);

/** Fields whose text is a secret; a reference to one is an object, and stays. */
const SECRET_FIELD =
  /^attribute\.|(?:password|passwd|passphrase|secret(?:access)?key|secretstring|authtoken|token|privatekey|private_key|accesskey|apikey|credentials?|userdata(?:base64)?)$/i;

const SECRET_ANNOTATION = /last-applied|password|token|credential/i;

/**
 * An object without what must never be stored, logged or shown. Nobody asks for
 * Secrets, but manifests that embed others, careless providers and kubectl's
 * copy of what it applied may hold values all the same.
 */
export function withoutSecrets(object: ObservedObject): ObservedObject {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.namespace,
    name: object.name,
    uid: object.uid,
    resourceVersion: object.resourceVersion,
    generation: object.generation,
    labels: object.labels,
    annotations: Object.fromEntries(
      Object.entries(object.annotations)
        .filter(([key]) => !SECRET_ANNOTATION.test(key))
        .map(([key, value]) => [key, redactValue(value)]),
    ),
    finalizers: object.finalizers,
    creationTimestamp: object.creationTimestamp,
    deletionTimestamp: object.deletionTimestamp,
    conditions: object.conditions.map(conditionWithoutSecrets),
    spec: treeWithoutSecrets(object.spec),
    status: treeWithoutSecrets(withoutConditions(object.status)),
  };
}

function conditionWithoutSecrets(condition: Condition): Condition {
  return condition.message
    ? { ...condition, message: redact(condition.message) }
    : condition;
}

/** They are beside the status already. */
function withoutConditions(
  status: Record<string, unknown>,
): Record<string, unknown> {
  const { conditions, ...rest } = status;
  return rest;
}

function treeWithoutSecrets<T>(value: T): T {
  if (typeof value === 'string') {
    return redactValue(value) as T;
  }
  if (Array.isArray(value)) {
    return value.map(treeWithoutSecrets) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isSecret(key, inner))
      .map(([key, inner]) => [key, treeWithoutSecrets(inner)]),
  ) as T;
}

function isSecret(key: string, value: unknown): boolean {
  return (
    SECRET_TREES.has(key) ||
    (SECRET_FIELD.test(key) &&
      (typeof value === 'string' || Array.isArray(value)))
  );
}
