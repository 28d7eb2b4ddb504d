/** A structural schema, as far as it is looked at. */
export interface StructuralSchema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  format?: string;
  properties?: Record<string, StructuralSchema>;
  additionalProperties?: StructuralSchema | boolean;
  items?: StructuralSchema;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  nullable?: boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  allOf?: StructuralSchema[];
  anyOf?: StructuralSchema[];
  oneOf?: StructuralSchema[];
  not?: StructuralSchema;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-validations'?: ValidationRule[];
}

export interface ValidationRule {
  rule: string;
  message?: string;
  messageExpression?: string;
  fieldPath?: string;
}

/** A CustomResourceDefinition (apiextensions.k8s.io/v1), as far as it is looked at. */
export interface CustomResourceDefinition {
  kind: 'CustomResourceDefinition';
  spec: {
    group: string;
    scope: 'Namespaced' | 'Cluster';
    names: { kind: string };
    versions: {
      name: string;
      served: boolean;
      deprecated?: boolean;
      schema?: { openAPIV3Schema?: StructuralSchema };
    }[];
  };
}

export interface KindRef {
  apiVersion: string;
  kind: string;
}

/**
 * Where definitions come from. What is no CustomResourceDefinition is passed
 * over.
 */
export interface CrdSource {
  /** Everything there is, as parsed documents. */
  load?(): Promise<unknown[]>;
  /** Those of these kinds, from where there are too many to be read. */
  loadKinds?(kinds: KindRef[]): Promise<unknown[]>;
}
