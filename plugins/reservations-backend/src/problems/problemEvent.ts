import { toInstant } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { Inventory } from '../domain/Inventory';
import { toJson } from '../events';
import type { ProblemRecord } from './ProblemRecord';

/** `staff` are the admins of its site, and who owns the resource. */
export function problemEvent(
  type: 'problem.reported' | 'problem.acknowledged' | 'problem.resolved',
  actor: string,
  problem: ProblemRecord,
  inventory: Inventory,
): NewDomainEvent {
  const resource = inventory.resource(problem.resource.id);
  const staff = resource
    ? [...resource.site.admins, ...(resource.owner ? [resource.owner] : [])]
    : [];
  return {
    type,
    aggregate: `problem:${problem.id}`,
    actor,
    refs: {
      resources: [problem.resource.entityRef],
      within: resource
        ? inventory.ancestors(resource).map(one => one.entityRef)
        : [],
      site: problem.siteRef,
      type: resource?.type.name,
      owner: problem.reportedBy,
    },
    data: toJson({
      problem: problemData(problem),
      staff: [...new Set(staff)].sort(),
    }),
  };
}

function problemData(problem: ProblemRecord) {
  const { resource, siteId: _, ...rest } = problem;
  return {
    ...rest,
    resourceRef: resource.entityRef,
    resourceTitle: resource.title,
    createdAt: toInstant(problem.createdAt),
    updatedAt: toInstant(problem.updatedAt),
    resolvedAt:
      problem.resolvedAt === undefined
        ? undefined
        : toInstant(problem.resolvedAt),
  };
}
