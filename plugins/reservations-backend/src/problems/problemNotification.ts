import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';

interface Told {
  problem: {
    title: string;
    description?: string;
    resourceTitle: string;
    reportedBy: string;
    resolution?: string;
    maintenanceId?: string;
  };
  staff: string[];
}

/** Tells who looks after a resource what is wrong with it, and who said so, when it is solved. */
export function problemNotification(
  event: DomainEvent,
): EventNotification | undefined {
  if (!event.type.startsWith('problem.')) {
    return undefined;
  }
  const { problem, staff } = event.data as unknown as Told;
  const { title, resourceTitle, reportedBy } = problem;
  if (event.type === 'problem.reported') {
    return staff.length === 0
      ? undefined
      : {
          recipient: staff,
          payload: {
            title: `Problem with ${resourceTitle}: ${title}`,
            description: problem.description,
            link: '/reservations/admin?section=problems',
            severity: 'high',
          },
        };
  }
  if (!reportedBy.startsWith('user:')) {
    return undefined;
  }
  return {
    recipient: reportedBy,
    payload:
      event.type === 'problem.resolved'
        ? {
            title: `Solved: ${title} (${resourceTitle})`,
            description: problem.resolution,
            link: '/reservations/explore',
            severity: 'normal',
          }
        : {
            title: `Being looked into: ${title} (${resourceTitle})`,
            description: problem.maintenanceId
              ? `${resourceTitle} is in maintenance because of it.`
              : undefined,
            link: '/reservations/explore',
            severity: 'low',
          },
  };
}
