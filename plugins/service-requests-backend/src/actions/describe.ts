import type {
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';

/** A request with where the portal shows it; what is not in the schema is left out. */
export function describeRequest(request: Request) {
  return { ...request, link: `/service-requests/requests/${request.id}` };
}

export function describeService(service: Service) {
  return { ...service, link: `/service-requests/services/${service.id}` };
}
