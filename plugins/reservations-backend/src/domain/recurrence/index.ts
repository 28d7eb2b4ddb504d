export { compact, expandRule, untilOf, untilText } from './expandRule';
export type { Occurrence, Recurrence } from './expandRule';
export { fromLocal, offsetAt, type OddTime, toLocal } from './localTime';
export { shiftRule } from './shiftRule';
export { splitRule } from './splitRule';
