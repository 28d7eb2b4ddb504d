export { permissionModuleCallboard as default } from './module';
export { callboardPermissionsServiceFactory } from './permissionsServiceFactory';
export {
  createClaimsCache,
  createPrincipalResolver,
  principalResolverServiceRef,
  type ClaimsCache,
  type PrincipalResolver,
} from '@callboard/access-principals';
export { CallboardPermissionPolicy } from './CallboardPermissionPolicy';
export { decidePortalPermission } from './decidePortalPermission';
export { toPolicyDecision } from './toPolicyDecision';
export { isCallboardPermission, ruleNames } from '@callboard/access-policy';
