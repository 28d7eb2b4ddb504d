export type { QuotaAssessment } from './assessQuotas';
export type { QuotaScope } from './quotaAmounts';
export { QuotaExceededError } from './QuotaExceededError';
export { QuotaLedger } from './QuotaLedger';
export { QuotaRecount } from './QuotaRecount';
export { readQuotas } from './readQuotas';
export type { QuotaAmount, QuotaItem, QuotaRule, QuotaSubject } from './types';
