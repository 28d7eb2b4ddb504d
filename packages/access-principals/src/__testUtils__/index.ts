import { Entity, parseEntityRef } from '@backstage/catalog-model';

/** A user or group as the catalog has it once processed: with its relations. */
export function entityOf(
  entityRef: string,
  relation: {
    memberOf?: string[];
    childOf?: string[];
    hasMember?: string[];
    parentOf?: string[];
  } = {},
  spec: Entity['spec'] = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec,
    relations: Object.entries(relation).flatMap(([type, targets]) =>
      targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}
