import type {
  EventTypeDefinition,
  JsonSchemaObject,
} from './EventTypeDefinition';
import { count, dataOf, instant, objectOf, text } from './schemas';

/** What can be requested, without its document: that is with its version. */
const offering: JsonSchemaObject = objectOf(
  {
    id: text,
    name: text,
    version: count,
    title: text,
    description: text,
    category: text,
    source: { enum: ['file', 'catalog', 'portal'] },
    status: { enum: ['active', 'archived'] },
    createdAt: instant,
    hash: { ...text, description: 'Of the document' },
    updatedAt: instant,
  },
  ['description'],
);

const example = {
  id: '2f7c1b0e-4a35-4d8b-9c61-7e0a5d3f8b04',
  name: 'postgresql',
  version: 1,
  title: 'PostgreSQL',
  category: 'database',
  source: 'file',
  status: 'active',
  hash: '5d41402abc4b2a76b9719d911017c592ae1f4f0c0d5c2b7a8e9f6d3c1b0a9e8f',
  createdAt: '2027-01-11T09:00:00.000Z',
  updatedAt: '2027-01-11T09:00:00.000Z',
};

export function offeringEventType(
  described: Pick<EventTypeDefinition, 'type' | 'title' | 'description'>,
  change?: object,
): EventTypeDefinition {
  return {
    ...described,
    schema: dataOf({ offering, before: offering }, ['before']),
    example: (change
      ? { offering: { ...example, ...change }, before: example }
      : { offering: example }) as unknown as JsonSchemaObject,
  };
}
