import type { MaintenanceWindow } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Switch, Text } from '@backstage/ui';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { RiAddLine, RiToolsLine } from '@remixicon/react';
import { useState } from 'react';
import { useMaintenanceWindows } from '../../hooks/useMaintenance';
import { useTranslation } from '../../hooks/useTranslation';
import type { AdminRights } from '../admin/useAdminRights';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ChangeMaintenance } from './ChangeMaintenance';
import { FinishMaintenance } from './FinishMaintenance';
import { MaintenanceRow } from './MaintenanceRow';
import { ScheduleMaintenance } from './ScheduleMaintenance';

type Asked = { what: 'change' | 'cancel' | 'end'; window: MaintenanceWindow };

/** What is and will be out of service, of what the caller looks after. */
export function MaintenanceSection({ rights }: { rights: AdminRights }) {
  const { t } = useTranslation();
  const [over, setOver] = useSearchParam('over');
  const query = useMaintenanceWindows({
    status: over
      ? ['scheduled', 'active', 'ended', 'cancelled']
      : ['scheduled', 'active'],
  });
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const resources = rights.resourcesForMaintenance;
  const mine = new Set(resources.map(({ entityRef }) => entityRef));
  const windows = query.data?.filter(one => mine.has(one.resourceRef));
  const add = (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setAdding(true)}
    >
      {t('maintenance.schedule')}
    </Button>
  );
  const content = () => {
    if (!windows) {
      return query.error ? (
        <ErrorPanel
          title={t('maintenance.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={2} height={76} />
      );
    }
    if (windows.length === 0) {
      return (
        <EmptyState
          icon={<RiToolsLine />}
          title={t('maintenance.empty')}
          description={t('maintenance.emptyText')}
          action={add}
        />
      );
    }
    return (
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={t('maintenance.title')}>
          {windows.map(window => (
            <MaintenanceRow
              key={window.id}
              window={window}
              onAsk={what => setAsked({ what, window })}
            />
          ))}
        </ul>
      </BgProvider>
    );
  };
  const close = () => setAsked(undefined);
  return (
    <section className={styles.section} aria-label={t('maintenance.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('maintenance.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t('maintenance.hint')}
          </Text>
        </div>
        <div className={styles.tools}>
          <Switch
            label={t('maintenance.showOver')}
            isSelected={Boolean(over)}
            onChange={show =>
              setOver(show ? '1' : undefined, { replace: true })
            }
          />
          {windows && windows.length > 0 && add}
        </div>
      </div>
      {content()}
      {adding && (
        <ScheduleMaintenance
          resources={resources}
          onClose={() => setAdding(false)}
        />
      )}
      {asked?.what === 'change' && (
        <ChangeMaintenance
          window={asked.window}
          resources={resources}
          onClose={close}
        />
      )}
      {asked && asked.what !== 'change' && (
        <FinishMaintenance
          window={asked.window}
          how={asked.what}
          onClose={close}
        />
      )}
    </section>
  );
}
