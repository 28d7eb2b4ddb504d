import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const logRouteRef = createRouteRef();
export const accessRouteRef = createRouteRef();

/** Where one booking is shown: `?booking=<id>`. */
export const bookingsRouteRef = createExternalRouteRef({
  defaultTarget: 'reservations.calendar',
});

/** Where one endpoint is shown: `?form=<id>`. */
export const endpointsRouteRef = createExternalRouteRef({
  defaultTarget: 'webhooks.endpoints',
});

/** Where one request for services is shown, by its id. */
export const requestRouteRef = createExternalRouteRef({
  params: ['id'],
  defaultTarget: 'service-requests.request',
});
