export { compile, requirePossible, type Access, type Question } from './Access';
export { AccessDecider, type Decisions, type Questions } from './AccessDecider';
export {
  actionContext,
  actorOf,
  type CallContext,
  requestContext,
} from './CallContext';
export { notFound, requireAllowed, type Needed } from './requireAllowed';
export type { SqlFilter } from './SqlFilter';
