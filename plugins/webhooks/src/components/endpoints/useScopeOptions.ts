import type { Scope } from '@callboard/backstage-plugin-webhooks-common';
import { useMemo } from 'react';
import { useDashboard } from '../../hooks/useEndpoints';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';

type Option = { id: string; label: string };

/** A chosen thing stays in the list, also when it is gone or out of sight. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  return chosen && !options.some(({ id }) => id === chosen)
    ? [...options, { id: chosen, label: chosen }]
    : options;
}

/**
 * What a scope of this kind may name: things of the sites where the caller may
 * create endpoints. `sites` narrow a type.
 */
export function useScopeOptions(scope: Scope): {
  options: Option[];
  sites: Option[];
} {
  const { kind, ref, siteRef } = scope;
  const { data: rights } = useDashboard();
  const { data: sites } = useSites();
  const { data: types } = useResourceTypes({ enabled: kind === 'type' });
  const { data: resources } = useResources({ enabled: kind === 'resource' });

  return useMemo(() => {
    const isMine = (site: string) =>
      rights?.createIn.everywhere || rights?.createIn.siteRefs.includes(site);
    const titleOf = new Map(sites?.map(s => [s.entityRef, s.title]));
    const mySites = (sites ?? [])
      .filter(site => isMine(site.entityRef))
      .map(site => ({ id: site.entityRef, label: site.title }));
    const byKind: Partial<Record<Scope['kind'], Option[]>> = {
      site: mySites,
      type: (types ?? []).map(({ name, title }) => ({
        id: name,
        label: title,
      })),
      resource: (resources ?? [])
        .filter(resource => isMine(resource.siteRef))
        .map(resource => ({
          id: resource.entityRef,
          label: `${resource.title} (${titleOf.get(resource.siteRef) ?? resource.siteRef})`,
        })),
    };
    return {
      options: withChosen(byKind[kind] ?? [], ref),
      sites: withChosen(mySites, siteRef),
    };
  }, [kind, ref, siteRef, rights, sites, types, resources]);
}
