export { permissionModuleCallboard as default } from './module';
export { callboardPermissionsServiceFactory } from './permissionsServiceFactory';
export { principalResolverServiceRef } from './principalResolverServiceRef';
export {
  createClaimsCache,
  createPrincipalResolver,
  type ClaimsCache,
  type PrincipalResolver,
} from './PrincipalResolver';
export { CallboardPermissionPolicy } from './CallboardPermissionPolicy';
export { decidePortalPermission } from './decidePortalPermission';
export { toPolicyDecision } from './toPolicyDecision';
