import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import type { Texts } from '../notifications/texts';

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
  texts: Texts,
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
            title: texts.problemReported(resourceTitle, title),
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
            title: texts.problemSolved(resourceTitle, title),
            description: problem.resolution,
            link: '/reservations/explore',
            severity: 'normal',
          }
        : {
            title: texts.problemTaken(resourceTitle, title),
            description: problem.maintenanceId
              ? texts.problemMaintenance(resourceTitle)
              : undefined,
            link: '/reservations/explore',
            severity: 'low',
          },
  };
}
