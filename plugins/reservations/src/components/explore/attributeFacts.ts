import type {
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { readSchema } from '../admin/schema/parameterSchema';

export interface Fact {
  name: string;
  label: string;
  value: unknown;
}

/**
 * What is known of a resource, labelled and ordered as its type says; what the
 * type does not know comes last under its own name.
 */
export function attributeFacts(
  resource: Pick<Resource, 'attributes'>,
  type: Pick<ResourceType, 'attributesSchema'> | undefined,
): Fact[] {
  const { attributes } = resource;
  const parameters = readSchema(type?.attributesSchema)?.parameters ?? [];
  const labels = new Map(parameters.map(p => [p.name, p.label || p.name]));
  const known = parameters.map(p => p.name).filter(name => name in attributes);
  const others = Object.keys(attributes).filter(name => !labels.has(name));
  return [...known, ...others].map(name => ({
    name,
    label: labels.get(name) ?? name,
    value: attributes[name],
  }));
}

/** A fact's value in words; undefined for yes and no, which have a language. */
export function factText(value: unknown): string | undefined {
  if (typeof value === 'boolean') {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(item => factText(item) ?? String(item)).join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
