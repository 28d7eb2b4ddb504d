import type { ResourceType } from '@callboard/backstage-plugin-reservations-common';
import { RiShapesLine } from '@remixicon/react';
import { useState } from 'react';
import { useResources, useResourceTypes } from '../../../hooks/useInventory';
import { useReservationsClient } from '../../../hooks/useReservationsClient';
import { MINUTE_MS, useSearchParam } from '@callboard/frontend-kit';
import { useSite } from '../../../hooks/useSite';
import { useTimeFormat } from '../../../hooks/useTimeFormat';
import { useTranslation } from '../../../hooks/useTranslation';
import { useInventoryTitles } from '../../explore/useInventoryTitles';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { Editing } from '../common/Editing';
import { Listing } from '../common/Listing';
import { AdminRow, Rows, RowsToolbar } from '../common/Rows';
import { useFormTarget } from '../common/useFormTarget';
import { useSavedToast } from '../common/useSavedToast';
import type { AdminRights } from '../useAdminRights';
import { useDeleteResourceType } from '../useInventoryMutations';
import { TypeForm } from './TypeForm';

export function TypesSection({ rights }: { rights: AdminRights }) {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const query = useResourceTypes({ site: siteRef });
  const client = useReservationsClient();
  const form = useFormTarget();
  const [q = '', setQ] = useSearchParam('q');
  const [deleting, setDeleting] = useState<ResourceType>();
  const canCreate =
    rights.canCreateGlobalType || rights.sitesForTypes.length > 0;
  const found = (query.data ?? []).filter(type =>
    `${type.title} ${type.name}`.toLowerCase().includes(q.toLowerCase()),
  );
  return (
    <>
      <RowsToolbar
        searchLabel={t('admin.type.search')}
        q={q}
        onSearch={text => setQ(text, { replace: true })}
        addLabel={t('admin.type.new')}
        onAdd={canCreate ? form.openNew : undefined}
      />
      <Listing
        query={query}
        what={t('admin.what.types')}
        found={found.length}
        q={q}
        onClear={() => setQ(undefined)}
        empty={{
          icon: <RiShapesLine />,
          title: t('admin.type.empty'),
          text: t('admin.type.emptyText'),
        }}
      >
        <Rows label={t('admin.tab.types')}>
          {found.map(type => (
            <TypeRow
              key={type.id}
              type={type}
              onOpen={() => form.open(type.id)}
              onDelete={() => setDeleting(type)}
            />
          ))}
        </Rows>
      </Listing>
      {form.isNew && canCreate && (
        <TypeForm rights={rights} siteRef={siteRef} onClose={form.close} />
      )}
      {form.id && (
        <Editing
          kind="resource-type"
          id={form.id}
          onClose={form.close}
          read={async (id, signal) => {
            const { data } = await client.GET('/resource-types/{id}', {
              params: { path: { id } },
              signal,
            });
            return data!;
          }}
        >
          {(type, reload) => (
            <TypeForm
              type={type}
              rights={rights}
              onClose={form.close}
              onReload={reload}
            />
          )}
        </Editing>
      )}
      {deleting && (
        <DeleteType type={deleting} onClose={() => setDeleting(undefined)} />
      )}
    </>
  );
}

function TypeRow(props: {
  type: ResourceType;
  onOpen: () => void;
  onDelete: () => void;
}) {
  const { type, onOpen, onDelete } = props;
  const { t } = useTranslation();
  const titles = useInventoryTitles();
  const { duration } = useTimeFormat();
  const where = type.siteRef
    ? titles.siteTitle(type.siteRef)
    : t('admin.type.global');
  const buffers =
    type.setupMinutes + type.teardownMinutes > 0
      ? t('explore.details.bufferMinutes', {
          setup: duration(type.setupMinutes * MINUTE_MS),
          teardown: duration(type.teardownMinutes * MINUTE_MS),
        })
      : undefined;
  return (
    <AdminRow
      title={type.title}
      colour={type.colour}
      subtitle={[type.name, where, buffers].filter(Boolean).join(' · ')}
      canEdit={type.actions.includes('update')}
      onOpen={onOpen}
      remove={
        type.actions.includes('delete')
          ? { label: t('admin.delete'), onPress: onDelete }
          : undefined
      }
    />
  );
}

function DeleteType(props: { type: ResourceType; onClose: () => void }) {
  const { type, onClose } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const remove = useDeleteResourceType();
  // An archived resource still has its type.
  const { data: users } = useResources({ type: type.name, archived: true });
  const count = users?.length ?? 0;
  return (
    <ConfirmDialog
      title={t('admin.type.deleteTitle', { title: type.title })}
      action={t('admin.type.delete')}
      destructive
      blocked={count > 0}
      isPending={remove.isPending || !users}
      error={remove.error}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(type.id, {
          onSuccess: () => {
            told(type.title, 'deleted');
            onClose();
          },
        })
      }
    >
      <p>
        {count > 0
          ? t('admin.type.deleteBlocked', {
              count,
              names: users!
                .slice(0, 3)
                .map(r => r.title)
                .join(', '),
            })
          : t('admin.type.deleteText')}
      </p>
    </ConfirmDialog>
  );
}
