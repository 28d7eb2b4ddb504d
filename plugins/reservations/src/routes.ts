import { createRouteRef } from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const calendarRouteRef = createRouteRef();
export const myBookingsRouteRef = createRouteRef();
export const exploreRouteRef = createRouteRef();
export const adminRouteRef = createRouteRef();
