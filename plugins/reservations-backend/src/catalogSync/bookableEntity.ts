import {
  type Entity,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ANNOTATION_CAPACITY,
  ANNOTATION_SITE,
  ANNOTATION_TYPE,
  type Capacity,
} from '@callboard/backstage-plugin-reservations-common';

const MOST_UNITS = 100_000;
const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 4_000;

/** What an entity says that wants to be booked. */
export interface BookableEntity {
  entityRef: string;
  name: string;
  title: string;
  description?: string;
  siteRef: string;
  type: string;
  capacity: Capacity;
  owner?: string;
  /** What it says it is part of, best first; few of it may be in the inventory. */
  wholes: string[];
}

/** Throws an InputError that names the annotation which is missing or wrong. */
export function readBookableEntity(entity: Entity): BookableEntity {
  const { annotations = {}, name, title, description } = entity.metadata;
  const relatedBy = (type: string) =>
    (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(relation => relation.targetRef);
  return {
    entityRef: stringifyEntityRef(entity),
    name,
    title: (title?.trim() || name).slice(0, LONGEST_TITLE),
    description: description?.slice(0, LONGEST_DESCRIPTION),
    siteRef: readSite(required(annotations, ANNOTATION_SITE)),
    type: required(annotations, ANNOTATION_TYPE),
    capacity: readCapacity(annotations[ANNOTATION_CAPACITY]),
    owner: relatedBy(RELATION_OWNED_BY)[0],
    wholes: [
      ...relatedBy(RELATION_PART_OF),
      ...relatedBy(RELATION_DEPENDENCY_OF),
    ],
  };
}

function required(annotations: Record<string, string>, key: string): string {
  const value = annotations[key]?.trim();
  if (!value) {
    throw new InputError(`the annotation ${key} is missing`);
  }
  return value;
}

function readSite(site: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(site, {
        defaultKind: 'Resource',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `the annotation ${ANNOTATION_SITE} is neither a site's name nor its entity ref`,
    );
  }
}

function readCapacity(capacity: string = 'exclusive'): Capacity {
  if (capacity === 'exclusive') {
    return capacity;
  }
  const units = /^\d+$/.test(capacity) ? Number(capacity) : 0;
  if (units < 1 || units > MOST_UNITS) {
    throw new InputError(
      `the annotation ${ANNOTATION_CAPACITY} must be "exclusive" or a number from 1 to ${MOST_UNITS}`,
    );
  }
  return units;
}
