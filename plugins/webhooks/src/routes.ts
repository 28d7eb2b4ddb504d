import { createRouteRef } from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const endpointsRouteRef = createRouteRef();
export const logRouteRef = createRouteRef();
export const eventsRouteRef = createRouteRef();
