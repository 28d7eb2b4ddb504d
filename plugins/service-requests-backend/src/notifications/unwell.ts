import { UNWELL_SERVICE_STATUSES } from '@callboard/backstage-plugin-service-requests-common';
import {
  linkToService,
  sentences,
  serviceOf,
  tell,
  type Teller,
  type ToldService,
} from './told';

/** Owners and operations hear of what is not well, and when it is again. */
export const unwell: Teller = (event, { operations }, texts) => {
  if (event.type !== 'service.status_changed') {
    return [];
  }
  const { service, before } = serviceOf(event);
  if (before?.status === service.status) {
    return [];
  }
  const isNow = isUnwell(service);
  const recovered =
    !isNow && service.status === 'ready' && before && isUnwell(before);
  if (!isNow && !recovered) {
    return [];
  }
  const place = `${service.environment}, ${service.region}.`;
  return tell(
    [service.owner, ...operations],
    'unwell',
    recovered
      ? {
          title: texts.wellAgain(service.name),
          description: place,
          link: linkToService(service),
          severity: 'low',
        }
      : {
          title:
            service.status === 'timed_out'
              ? texts.takesLong(service.name)
              : texts.degraded(service.name),
          description: sentences(
            place,
            service.statusReason && texts.source(service.statusReason),
          ),
          link: linkToService(service),
          severity: 'high',
        },
  );
};

function isUnwell({ status }: ToldService): boolean {
  return UNWELL_SERVICE_STATUSES.includes(status);
}
