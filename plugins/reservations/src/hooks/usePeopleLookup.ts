import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  CatalogApi,
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readPeopleText, Said } from '../lib/peopleText';

export type FoundPerson = { text: string; ref: string; title: string };
export type UnknownPerson = {
  text: string;
  /** `several`: more than one has this address or name. */
  why: Said['kind'] | 'several';
};
export type Lookup = { found: FoundPerson[]; unknown: UnknownPerson[] };

const PAUSE_MS = 300;
/** Names and addresses asked of the catalog in one request. */
const CHUNK = 100;
const FIELDS = ['kind', 'metadata', 'spec.profile'];

/** Whom of a pasted list the catalog knows, asked when the typing pauses. */
export function usePeopleLookup(text: string) {
  const catalog = useApi(catalogApiRef);
  const presentation = useApi(entityPresentationApiRef);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['reservations', 'people-lookup', settled],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: () =>
      lookUp(readPeopleText(settled), {
        catalog,
        titleOf: entity => presentation.forEntity(entity).snapshot.primaryTitle,
      }),
  });
  return {
    lookup: query.data,
    error: query.error,
    isLooking: text !== settled || query.isFetching,
  };
}

async function lookUp(
  said: Said[],
  options: { catalog: CatalogApi; titleOf: (entity: Entity) => string },
): Promise<Lookup> {
  const { catalog, titleOf } = options;
  const byEmail = await entitiesBy(
    catalog,
    'spec.profile.email',
    said.flatMap(one => (one.kind === 'email' ? [one.email] : [])),
  );
  const byName = await entitiesBy(
    catalog,
    'metadata.name',
    said.flatMap(one => (one.kind === 'name' ? [one.name] : [])),
  );
  const byRef = await entitiesByRef(
    catalog,
    said.flatMap(one => (one.kind === 'ref' ? [one.ref] : [])),
  );

  const candidates = (one: Said): Entity[] => {
    switch (one.kind) {
      case 'email':
        return byEmail.filter(entity => emailOf(entity) === one.email);
      case 'name':
        return preferPeople(
          byName.filter(
            ({ metadata }) =>
              metadata.name.toLocaleLowerCase('en-US') === one.name,
          ),
        );
      case 'ref':
        return byRef.filter(entity => stringifyEntityRef(entity) === one.ref);
      default:
        return [];
    }
  };

  const lookup: Lookup = { found: [], unknown: [] };
  const seen = new Set<string>();
  for (const one of said) {
    const [entity, ...more] = candidates(one);
    if (!entity || more.length > 0) {
      const why = more.length > 0 ? 'several' : one.kind;
      lookup.unknown.push({ text: one.text, why });
      continue;
    }
    const ref = stringifyEntityRef(entity);
    if (!seen.has(ref)) {
      lookup.found.push({ text: one.text, ref, title: titleOf(entity) });
    }
    seen.add(ref);
  }
  return lookup;
}

async function entitiesBy(
  catalog: CatalogApi,
  field: string,
  values: string[],
): Promise<Entity[]> {
  const found: Entity[] = [];
  for (let at = 0; at < values.length; at += CHUNK) {
    const { items } = await catalog.queryEntities({
      filter: {
        kind: ['User', 'Group'],
        [field]: values.slice(at, at + CHUNK),
      },
      fields: FIELDS,
      limit: 5 * CHUNK,
    });
    found.push(...items);
  }
  return found;
}

async function entitiesByRef(
  catalog: CatalogApi,
  entityRefs: string[],
): Promise<Entity[]> {
  if (entityRefs.length === 0) return [];
  const { items } = await catalog.getEntitiesByRefs({
    entityRefs,
    fields: FIELDS,
  });
  return items.filter(entity => entity !== undefined);
}

function emailOf({ spec }: Entity): string | undefined {
  const profile = (spec as { profile?: { email?: string } } | undefined)
    ?.profile;
  return profile?.email?.toLocaleLowerCase('en-US');
}

/** A bare name is a person's where there is one of that name. */
function preferPeople(entities: Entity[]): Entity[] {
  const people = entities.filter(
    ({ kind }) => kind.toLocaleLowerCase('en-US') === 'user',
  );
  return people.length > 0 ? people : entities;
}
