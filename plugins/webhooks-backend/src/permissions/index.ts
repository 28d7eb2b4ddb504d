export { EndpointAccess, type EndpointDecisions } from './EndpointAccess';
export { registerPermissions } from './registerPermissions';
export type { EndpointSubject } from './resourceRefs';
