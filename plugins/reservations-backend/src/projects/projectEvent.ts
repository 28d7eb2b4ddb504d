import { toInstant } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { Inventory } from '../domain/Inventory';
import { toJson } from '../events';
import type { ProjectRecord } from './ProjectRecord';

export function projectEvent(
  type: 'project.created' | 'project.changed' | 'project.archived',
  actor: string,
  project: ProjectRecord,
  inventory: Inventory,
  before?: ProjectRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `project:${project.id}`,
    actor,
    refs: {
      site: siteRefOf(project, inventory),
      project: project.code,
    },
    data: toJson({
      project: projectData(project, inventory),
      before: before && projectData(before, inventory),
    }),
  };
}

/** A project as events and the HTTP interface have it. */
export function projectData(project: ProjectRecord, inventory: Inventory) {
  const { siteId: _, from, until, ...rest } = project;
  return {
    ...rest,
    siteRef: siteRefOf(project, inventory),
    from: toInstant(from),
    until: until === undefined ? undefined : toInstant(until),
    createdAt: toInstant(project.createdAt),
    updatedAt: toInstant(project.updatedAt),
  };
}

function siteRefOf({ siteId }: ProjectRecord, inventory: Inventory) {
  return siteId === undefined ? undefined : inventory.site(siteId)?.entityRef;
}
