export { compile, requirePossible, type Access, type Question } from './Access';
export { AccessDecider, type Decisions, type Questions } from './AccessDecider';
export { notFound, requireAllowed, type Needed } from './requireAllowed';
export type { SqlFilter } from './SqlFilter';
