import {
  dayOf,
  linkToRequest,
  linkToService,
  quoted,
  requestOf,
  sentences,
  serviceOf,
  tell,
  type Teller,
} from './told';

/** Owners are warned of the end of what they have, and can put it off. */
export const expiring: Teller = event => {
  if (event.type !== 'service.expiring') {
    return [];
  }
  const { service } = serviceOf(event);
  return tell([service.owner], 'expiry', {
    title: `${service.name} ends on ${service.endDate ? dayOf(service.endDate) : 'its end date'}`,
    description: `${service.environment}, ${service.region}. Extend it if it is still needed; else a request for its decommissioning is opened then.`,
    link: `${linkToService(service)}?extend`,
    severity: 'high',
  });
};

/** Owners hear that the portal has asked for the end of what they have. */
export const ended: Teller = async (event, { isDraft }) => {
  const { request } = requestOf(event);
  if (event.type !== 'request.created' || event.actor !== 'system') {
    return [];
  }
  const waits = await isDraft(request.id);
  return tell([request.owner], 'expiry', {
    title: request.title,
    description: sentences(
      `The portal has opened the request ${quoted(request.title)} to decommission it.`,
      waits
        ? 'Something is in the way: look at the draft, and hand it in.'
        : 'Nothing goes before somebody has approved that.',
      'Extend the service to keep it.',
    ),
    link: linkToRequest(request),
    severity: 'high',
  });
};
