export * from './RecurrenceRule';
export { describeRule, type RuleStart } from './describeRule';
export { formatRule } from './formatRule';
export { parseRule } from './parseRule';
