import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Switch } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { useCallback, useState } from 'react';
import { useResources } from '../../../hooks/useInventory';
import { useReservationsClient } from '../../../hooks/useReservationsClient';
import { useSearchParam } from '@callboard/frontend-kit';
import { useSite } from '../../../hooks/useSite';
import { useTranslation } from '../../../hooks/useTranslation';
import { RowsSkeleton } from '../../common/Skeletons';
import { useInventoryTitles } from '../../explore/useInventoryTitles';
import { Editing } from '../common/Editing';
import { Listing } from '../common/Listing';
import { RowsToolbar } from '../common/Rows';
import { useFormTarget } from '../common/useFormTarget';
import type { AdminRights } from '../useAdminRights';
import { ArchiveResource } from './ArchiveResource';
import { ResourceAdminTree } from './ResourceAdminTree';
import { ResourceForm } from './ResourceForm';

export function ResourcesSection({ rights }: { rights: AdminRights }) {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const titles = useInventoryTitles();
  const client = useReservationsClient();
  const form = useFormTarget();
  const [q = '', setQ] = useSearchParam('q');
  const [archived, setArchived] = useSearchParam('archived');
  const [archiving, setArchiving] = useState<Resource>();
  const query = useResources({
    site: siteRef,
    archived: archived === 'yes' || undefined,
  });
  const canCreate = rights.sitesForResources.length > 0;

  const words = q.toLowerCase();
  const matches = useCallback(
    (r: Resource) =>
      `${r.title} ${r.name} ${r.type}`.toLowerCase().includes(words),
    [words],
  );
  const resources = query.data ?? [];
  const found = resources.filter(matches);
  const home =
    rights.sitesForResources.find(site => site.entityRef === siteRef) ??
    (rights.sitesForResources.length === 1
      ? rights.sitesForResources[0]
      : undefined);

  return (
    <>
      <RowsToolbar
        searchLabel={t('admin.resource.search')}
        q={q}
        onSearch={text => setQ(text, { replace: true })}
        addLabel={t('admin.resource.new')}
        onAdd={canCreate ? form.openNew : undefined}
      >
        <Switch
          label={t('admin.resource.showArchived')}
          isSelected={archived === 'yes'}
          onChange={on => setArchived(on ? 'yes' : undefined)}
        />
      </RowsToolbar>
      <Listing
        query={query}
        what={t('explore.what')}
        found={found.length}
        q={q}
        onClear={() => setQ(undefined)}
        empty={{
          icon: <RiNodeTree />,
          title: t('admin.resource.empty'),
          text: t('admin.resource.emptyText'),
        }}
        skeleton={<RowsSkeleton rows={6} height={44} />}
      >
        <ResourceAdminTree
          resources={resources}
          matches={matches}
          titles={titles}
          onOpen={resource => form.open(resource.id)}
          onArchive={setArchiving}
        />
      </Listing>
      {form.isNew && canCreate && (
        <ResourceForm
          rights={rights}
          defaults={{ siteRef: home?.entityRef ?? '' }}
          onClose={form.close}
        />
      )}
      {form.id && (
        <Editing
          kind="resource"
          id={form.id}
          onClose={form.close}
          read={async (id, signal) => {
            const { data } = await client.GET('/resources/{id}', {
              params: { path: { id } },
              signal,
            });
            return data!;
          }}
        >
          {(resource, reload) => (
            <ResourceForm
              resource={resource}
              rights={rights}
              onClose={form.close}
              onReload={reload}
            />
          )}
        </Editing>
      )}
      {archiving && (
        <ArchiveResource
          resource={archiving}
          resources={resources}
          onClose={() => setArchiving(undefined)}
        />
      )}
    </>
  );
}
