export { compile, requirePossible, type Access, type Question } from './Access';
export { AccessDecider, type Decisions, type Questions } from './AccessDecider';
export {
  actionContext,
  actorOf,
  type CallContext,
  requestContext,
} from './CallContext';
export { createFieldsOf, type FieldsOf } from './createFieldsOf';
export {
  type ChangeAction,
  idempotencyKey,
  registerChange,
  withoutUndefined,
} from './registerChange';
export {
  checkFilters,
  type ListAction,
  type ListQuery,
  pageInput,
  registerList,
} from './registerList';
export {
  type Needed,
  notForCaller,
  notFound,
  notVisible,
  requireAllowed,
} from './requireAllowed';
export { both, type SqlFilter } from './SqlFilter';
