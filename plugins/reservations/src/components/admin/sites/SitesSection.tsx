import type { Site } from '@callboard/backstage-plugin-reservations-common';
import { RiBuilding2Line } from '@remixicon/react';
import { useState } from 'react';
import { useResources, useSites } from '../../../hooks/useInventory';
import { useReservationsClient } from '../../../hooks/useReservationsClient';
import { Status, useSearchParam } from '@callboard/frontend-kit';
import { useTranslation } from '../../../hooks/useTranslation';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { Editing } from '../common/Editing';
import { Listing } from '../common/Listing';
import { AdminRow, Rows, RowsToolbar } from '../common/Rows';
import { useFormTarget } from '../common/useFormTarget';
import { useSavedToast } from '../common/useSavedToast';
import type { AdminRights } from '../useAdminRights';
import { useArchiveSite } from '../useInventoryMutations';
import { SiteForm } from './SiteForm';
import { SitePeople } from './SitePeople';

export function SitesSection({ rights }: { rights: AdminRights }) {
  const { t } = useTranslation();
  const query = useSites();
  const client = useReservationsClient();
  const form = useFormTarget();
  const [q = '', setQ] = useSearchParam('q');
  const [peopleOf, setPeopleOf] = useSearchParam('people');
  const [archiving, setArchiving] = useState<Site>();
  const sites = query.data ?? [];
  const opened = sites.find(site => site.id === peopleOf);
  const found = sites.filter(site =>
    `${site.title} ${site.name}`.toLowerCase().includes(q.toLowerCase()),
  );
  if (opened) {
    return <SitePeople site={opened} onBack={() => setPeopleOf(undefined)} />;
  }
  return (
    <>
      <RowsToolbar
        searchLabel={t('admin.site.search')}
        q={q}
        onSearch={text => setQ(text, { replace: true })}
        addLabel={t('admin.site.new')}
        onAdd={rights.canCreateSite ? form.openNew : undefined}
      />
      <Listing
        query={query}
        what={t('admin.what.sites')}
        found={found.length}
        q={q}
        onClear={() => setQ(undefined)}
        empty={{
          icon: <RiBuilding2Line />,
          title: t('admin.site.empty'),
          text: t('admin.site.emptyText'),
        }}
      >
        <Rows label={t('admin.tab.sites')}>
          {found.map(site => (
            <AdminRow
              key={site.id}
              title={site.title}
              subtitle={`${site.name} · ${site.timeZone}`}
              tags={
                <Status tone="neutral">
                  {t(
                    site.visibility === 'public'
                      ? 'admin.site.publicShort'
                      : 'admin.site.membersShort',
                  )}
                </Status>
              }
              canEdit={site.actions.includes('update')}
              onOpen={() => form.open(site.id)}
              also={
                site.actions.includes('update')
                  ? {
                      label: t('admin.site.people'),
                      onPress: () => setPeopleOf(site.id),
                    }
                  : undefined
              }
              remove={
                site.actions.includes('archive')
                  ? {
                      label: t('admin.archive'),
                      onPress: () => setArchiving(site),
                    }
                  : undefined
              }
            />
          ))}
        </Rows>
      </Listing>
      {form.isNew && rights.canCreateSite && <SiteForm onClose={form.close} />}
      {form.id && (
        <Editing
          kind="site"
          id={form.id}
          onClose={form.close}
          read={async (id, signal) => {
            const { data } = await client.GET('/sites/{id}', {
              params: { path: { id } },
              signal,
            });
            return data!;
          }}
        >
          {(site, reload) => (
            <SiteForm site={site} onClose={form.close} onReload={reload} />
          )}
        </Editing>
      )}
      {archiving && (
        <ArchiveSite site={archiving} onClose={() => setArchiving(undefined)} />
      )}
    </>
  );
}

function ArchiveSite(props: { site: Site; onClose: () => void }) {
  const { site, onClose } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const archive = useArchiveSite();
  const { data: resources } = useResources({ site: site.entityRef });
  const count = resources?.length ?? 0;
  return (
    <ConfirmDialog
      title={t('admin.site.archiveTitle', { title: site.title })}
      action={t('admin.site.archive')}
      destructive
      blocked={count > 0}
      isPending={archive.isPending || !resources}
      error={archive.error}
      onClose={onClose}
      onConfirm={() =>
        archive.mutate(site.id, {
          onSuccess: () => {
            told(site.title, 'archived');
            onClose();
          },
        })
      }
    >
      <p>
        {count > 0
          ? t('admin.site.archiveBlocked', { count })
          : t('admin.site.archiveText')}
      </p>
    </ConfirmDialog>
  );
}
