export { FreshCache } from './FreshCache';
export {
  createClaimsCache,
  createPrincipalResolver,
  type ClaimsCache,
  type PrincipalResolver,
} from './PrincipalResolver';
export { principalResolverServiceRef } from './principalResolverServiceRef';
export { RoleMapping } from './RoleMapping';
export { ServiceAccounts } from './ServiceAccounts';
