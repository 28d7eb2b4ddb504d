import type {
  FieldError,
  Operation,
  Risk,
} from '@callboard/backstage-plugin-service-requests-common';
import type { MetricTemplate } from '@callboard/backstage-plugin-service-requests-node';
import type { Translations } from './translations';

export type { FieldError, Operation, Risk };

/** Values of a service's parameters, as JSON. */
export type Parameters = Record<string, unknown>;

/** JSON Schema 2020-12. */
export type JsonSchema = { [keyword: string]: unknown };

/** What can be requested, read from its document (docs/offerings.md). */
export interface OfferingDefinition {
  name: string;
  version: number;
  title: string;
  description?: string;
  category: string;
  provider: string;
  naming: Naming;
  /** Everything that a service of it has, apart from its name. */
  parameters: ParametersSchema;
  operations: Partial<Record<Operation, OperationDefinition>>;
  /** What must hold between parameters, and between before and after. */
  rules: OfferingRule[];
  risks: RiskRule[];
  manifests: ManifestDefinition[];
  observed: ObservedDefinition;
  secrets: SecretDefinition[];
  cost: CostDefinition;
  metrics: MetricTemplate[];
  translations: Translations;
  /** With which `create` is valid; with `name`. */
  example: Parameters;
  /** As it was written. */
  document: Record<string, unknown>;
}

export interface Naming {
  minLength: number;
  maxLength: number;
  /** Beyond being a DNS label; a regular expression. */
  pattern?: string;
  /** What the pattern means, for people. */
  message?: string;
  reserved: string[];
}

export interface ParametersSchema {
  properties: Record<string, JsonSchema>;
  required: string[];
}

export interface OperationDefinition {
  title: string;
  description?: string;
  /** Which parameters it takes, by name; `create` also takes `name`. */
  parameters: string[];
  /** Hints for the form, by parameter. */
  ui: Record<string, unknown>;
}

/** CEL over `operation`, `parameters` (as they would be) and `current` (as they are). */
export interface OfferingRule {
  /** The parameter at fault, as `name` or `backup/retentionDays`. */
  field: string;
  /** Where the rule speaks at all; always if absent. */
  when?: string;
  expr: string;
  /** What would pass; with `${{ … }}`. */
  message: string;
}

export interface RiskRule {
  when: string;
  level: Exclude<Risk['level'], 'none'>;
  /** With `${{ … }}`. */
  reason: string;
}

export type ManifestFormat = 'kubernetes' | 'tfvars.json';

export interface ManifestDefinition {
  id: string;
  /** Name in the service's folder; with `${{ … }}`. */
  file: string;
  format: ManifestFormat;
  /** Left out where this is false. */
  when?: string;
  /** One file for each element of this list, as `item` and `index`. */
  forEach?: string;
  /** A tree of data with `${{ … }}` in its strings: never text. */
  template: Record<string, unknown>;
}

export interface ObservedDefinition {
  /** Where the address is that people connect to. */
  endpoint?: { manifest: string; path: string; port?: string };
  leaves: ObservedLeaf[];
}

export interface ObservedLeaf {
  parameter: string;
  manifest: string;
  /** `spec.forProvider.allocatedStorage` */
  spec: string;
  /** `status.atProvider.allocatedStorage`; absent where the provider does not say. */
  status?: string;
}

export type SecretKind = 'database' | 'cache' | 'application' | 'registry';

/** Where credentials are; never what they are. */
export interface SecretDefinition {
  kind: SecretKind;
  manifest: string;
  when?: string;
  /** Name of the Kubernetes secret; with `${{ … }}`. */
  name: string;
  /** Where the provider says its ARN. */
  arn?: string;
  /** Where the provider says what state it is in (`active`, `rotating`, …). */
  state?: string;
  rotateEveryDays?: number;
}

export interface CostDefinition {
  lines: CostRule[];
  assumptions: string[];
  /** What the estimate leaves out, such as traffic. */
  excludes: string[];
}

export interface CostRule {
  /** With `${{ … }}`. */
  label: string;
  when?: string;
  /** Key in the price table; with `${{ … }}`. */
  price: string;
  /** CEL; how many of the price's unit. */
  quantity: string;
}

/** What a manifest is rendered for. */
export interface RenderContext {
  serviceId: string;
  name: string;
  namespace: string;
  environment: { name: string; production: boolean };
  region: string;
  owner: string;
  costCentre?: string;
  endDate?: string;
  requestId: string;
}

/** A file in the service's folder. */
export interface ManifestFile {
  /** Relative to the folder; one segment. */
  path: string;
  content: string;
}

/** Of `content` undefined: the file goes. */
export interface ManifestChange {
  path: string;
  content: string | undefined;
}

/** What convergence waits for on one object. */
export interface DesiredObjectLeaves {
  manifest: string;
  file: string;
  object: {
    apiVersion: string;
    kind: string;
    name: string;
    namespace: string;
  };
  leaves: DesiredLeaf[];
  /** Where on this object the endpoint is; only on the one that has it. */
  endpointPath?: string;
  endpointPort?: string;
  secrets: DesiredSecret[];
}

export interface DesiredLeaf {
  parameter: string;
  specPath: string;
  statusPath?: string;
  value: unknown;
}

export interface DesiredSecret {
  kind: SecretKind;
  name: string;
  namespace: string;
  arnPath?: string;
  statePath?: string;
  rotateEveryDays?: number;
}
