import type { OfferingDefinition } from '../offerings/types';
import type { KindRef } from './kubernetes';

/** The kinds of objects that offerings are made of, each once. */
export function renderedKinds(offerings: OfferingDefinition[]): KindRef[] {
  const kinds = offerings
    .flatMap(({ manifests }) => manifests)
    .filter(({ format }) => format === 'kubernetes')
    .map(({ template }) => ({
      apiVersion: String(template.apiVersion),
      kind: String(template.kind),
    }));
  return [
    ...new Map(
      kinds.map(one => [`${one.apiVersion} ${one.kind}`, one]),
    ).values(),
  ];
}
