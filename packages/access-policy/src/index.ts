export { decide } from './decide';
export { decisionTable } from './decisionTable';
export {
  isCallboardPermission,
  permissionFacts,
  ruleNames,
  type PermissionFacts,
  type PermissionName,
  type ResourceType,
} from './permissions';
export {
  isRole,
  roles,
  type Action,
  type AskedPermission,
  type Condition,
  type Criteria,
  type Decision,
  type Grant,
  type Principal,
  type Role,
  type ServiceAccount,
} from './types';
