import type { FieldError } from '@callboard/backstage-plugin-service-requests-common';

const NAME =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const KNOWN = ['name', 'namespace', 'labels', 'annotations'];

/** What a manifest says of its object: its names, labels and annotations as Kubernetes has them. */
export function checkMetadata(
  { metadata }: Record<string, unknown>,
  scope: 'Namespaced' | 'Cluster',
): FieldError[] {
  if (metadata === null || typeof metadata !== 'object') {
    return [error('metadata', 'is required')];
  }
  const { name, namespace, labels, annotations } = metadata as Record<
    string,
    unknown
  >;
  return [
    ...Object.keys(metadata)
      .filter(key => !KNOWN.includes(key))
      .map(key => error(`metadata.${key}`, 'is not for a manifest to say')),
    ...checkName(name),
    ...checkNamespace(namespace, scope),
    ...checkPairs('metadata.labels', labels, LABEL_VALUE, 63),
    ...checkPairs('metadata.annotations', annotations, undefined, 200_000),
  ];
}

function checkName(name: unknown): FieldError[] {
  return typeof name === 'string' && name.length <= 253 && NAME.test(name)
    ? []
    : [error('metadata.name', 'must be a DNS subdomain')];
}

function checkNamespace(
  namespace: unknown,
  scope: 'Namespaced' | 'Cluster',
): FieldError[] {
  if (scope === 'Cluster') {
    return namespace === undefined
      ? []
      : [error('metadata.namespace', 'must be absent: it is in no namespace')];
  }
  return typeof namespace === 'string' &&
    namespace.length <= 63 &&
    LABEL.test(namespace)
    ? []
    : [error('metadata.namespace', 'must be a DNS label')];
}

function checkPairs(
  field: string,
  pairs: unknown,
  pattern: RegExp | undefined,
  maxLength: number,
): FieldError[] {
  if (pairs === undefined) {
    return [];
  }
  if (pairs === null || typeof pairs !== 'object' || Array.isArray(pairs)) {
    return [error(field, 'must be an object')];
  }
  return Object.entries(pairs).flatMap(([key, value]) => {
    const place = `${field}["${key}"]`;
    if (!KEY.test(key)) {
      return [error(place, 'is no key that Kubernetes takes')];
    }
    return typeof value === 'string' &&
      value.length <= maxLength &&
      (pattern?.test(value) ?? true)
      ? []
      : [error(place, 'is no value that Kubernetes takes')];
  });
}

function error(field: string, problem: string): FieldError {
  return { field, message: `${field} ${problem}` };
}
