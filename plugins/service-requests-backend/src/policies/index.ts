export { PolicyEngine } from './PolicyEngine';
export { readPolicies } from './readPolicies';
export type {
  PolicyInput,
  PolicyItem,
  PolicyRequest,
  PolicyRuleDefinition,
} from './types';
export { applyOverride, deniedPolicies, isDenied } from './verdicts';
