import type {
  Cost,
  Operation,
  QuotaUse,
  Severity,
} from '@callboard/backstage-plugin-service-requests-common';
import type { EnvironmentConfig } from '../environments';

/** A rule as configuration has it. Expressions are CEL; see docs/service-policies.md. */
export interface PolicyRuleDefinition {
  /** A word in kebab case. */
  id: string;
  title?: string;
  /** Where it is false the rule says nothing; always true where absent. */
  when?: string;
  /** True where all is well. */
  expr: string;
  severity: Severity;
  /** What is wrong; `${…}` are expressions. */
  message: string;
  /** What would pass; `${…}` are expressions. */
  passes?: string;
  /** By language (BCP 47), the two in it. */
  translations?: Record<string, { message: string; passes?: string }>;
  /** JSON pointer of the parameter at fault. */
  field?: string;
}

/** An item in one region. */
export interface PolicyItem {
  /** Of the request's item, from 0; its place in the list where absent. */
  index?: number;
  offering: string;
  operation: Operation;
  name: string;
  region: string;
  /** All of them as they would be afterwards, defaults filled in. */
  parameters: Record<string, unknown>;
  /** All of them as they are; absent where it is made. */
  current?: Record<string, unknown>;
}

export interface PolicyRequest {
  title: string;
  environment: string;
  regions: string[];
  /** Entity ref. */
  owner: string;
  /** Entity ref. */
  requestedBy: string;
  costCentre?: string;
  /** YYYY-MM-DD; it ends with the day in UTC. */
  endDate?: string;
  reason?: string;
  items: PolicyItem[];
}

/** All that rules may know. */
export interface PolicyInput {
  request: PolicyRequest;
  environment: EnvironmentConfig;
  quotas: QuotaUse[];
  cost: Cost;
  /** Epoch milliseconds. */
  now: number;
}
