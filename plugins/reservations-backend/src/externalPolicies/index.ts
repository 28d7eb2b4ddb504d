export { collectPolicies } from './collectPolicies';
export { ExternalPolicies } from './ExternalPolicies';
export { judgeEach } from './judgeEach';
export { type About, questionOf } from './questionOf';
export { readPolicyHooks } from './readPolicyHooks';
