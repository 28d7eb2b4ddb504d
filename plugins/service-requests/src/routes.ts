import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const catalogueRouteRef = createRouteRef();
/** The form: `?offering=&operation=&target=`, or `?request=` to change one. */
export const newRequestRouteRef = createRouteRef();
export const requestsRouteRef = createRouteRef();
export const requestRouteRef = createSubRouteRef({
  parent: requestsRouteRef,
  path: '/:id',
});
export const reviewRouteRef = createRouteRef();
export const servicesRouteRef = createRouteRef();
export const serviceRouteRef = createSubRouteRef({
  parent: servicesRouteRef,
  path: '/:id',
});
export const mapRouteRef = createRouteRef();
export const secretsRouteRef = createRouteRef();
export const offeringsRouteRef = createRouteRef();
