import {
  dayOf,
  linkToRequest,
  linkToService,
  requestOf,
  sentences,
  serviceOf,
  tell,
  type Teller,
} from './told';

/** Owners are warned of the end of what they have, and can put it off. */
export const expiring: Teller = (event, _facts, texts) => {
  if (event.type !== 'service.expiring') {
    return [];
  }
  const { service } = serviceOf(event);
  return tell([service.owner], 'expiry', {
    title: texts.endsOn(
      service.name,
      service.endDate && dayOf(service.endDate, texts),
    ),
    description: texts.extendIfNeeded(
      `${service.environment}, ${service.region}`,
    ),
    link: `${linkToService(service)}?extend`,
    severity: 'high',
  });
};

/** Owners hear that the portal has asked for the end of what they have. */
export const ended: Teller = async (event, { isDraft }, texts) => {
  const { request } = requestOf(event);
  if (event.type !== 'request.created' || event.actor !== 'system') {
    return [];
  }
  const waits = await isDraft(request.id);
  return tell([request.owner], 'expiry', {
    title: request.title,
    description: sentences(
      texts.openedToDecommission(request.title.trim()),
      waits ? texts.inTheWay : texts.nothingGoesYet,
      texts.extendToKeep,
    ),
    link: linkToRequest(request),
    severity: 'high',
  });
};
