export { questions, type Questions } from './questions';
export { registerPermissions } from './registerPermissions';
export type { RequestSubject, ServiceSubject } from './resourceRefs';
