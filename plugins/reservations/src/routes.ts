import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const overviewRouteRef = createRouteRef();
export const calendarRouteRef = createRouteRef();
export const boardRouteRef = createRouteRef();
export const findRouteRef = createRouteRef();
export const myBookingsRouteRef = createRouteRef();
export const approvalsRouteRef = createRouteRef();
export const exploreRouteRef = createRouteRef();
export const reportsRouteRef = createRouteRef();
export const adminRouteRef = createRouteRef();

/** The portal's own settings page, which ours is a tab of. */
export const settingsRouteRef = createExternalRouteRef({
  defaultTarget: 'user-settings.root',
});

/** A request for services, where services are requested. */
export const requestRouteRef = createExternalRouteRef({
  defaultTarget: 'service-requests.request',
  params: ['id'],
});

/** A service, where services are requested. */
export const serviceRouteRef = createExternalRouteRef({
  defaultTarget: 'service-requests.service',
  params: ['id'],
});

/** Where webhook endpoints are administered, if they are. */
export const endpointsRouteRef = createExternalRouteRef({
  defaultTarget: 'webhooks.endpoints',
});
