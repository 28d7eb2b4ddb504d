import type {
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { useMemo } from 'react';
import { useResourceTypes, useSites } from '../../hooks/useInventory';

export interface InventoryTitles {
  sites: Site[];
  types: ResourceType[];
  siteTitle: (ref: string) => string;
  typeOf: (name: string) => ResourceType | undefined;
  typeTitle: (name: string) => string;
}

/** Sites and types by ref and name; what is not in sight keeps its name. */
export function useInventoryTitles(): InventoryTitles {
  const { data: sites } = useSites();
  const { data: types } = useResourceTypes();
  return useMemo(() => {
    const siteTitles = new Map(sites?.map(s => [s.entityRef, s.title]));
    const byName = new Map(types?.map(type => [type.name, type]));
    return {
      sites: sites ?? [],
      types: types ?? [],
      siteTitle: ref => siteTitles.get(ref) ?? ref.split('/').at(-1)!,
      typeOf: name => byName.get(name),
      typeTitle: name => byName.get(name)?.title ?? name,
    };
  }, [sites, types]);
}
