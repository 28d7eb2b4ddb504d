import { EmptyState, PageFrame, RowsSkeleton } from '@callboard/frontend-kit';
import { RiLockLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { AuditLogProvider } from '../../api/AuditLogProvider';
import { useRights } from '../../hooks/useRights';
import { useTranslation } from '../../hooks/useTranslation';
import { mayRead } from '../../lib/rights';
import { ErrorPanel } from './ErrorPanel';

/**
 * What stands around every page and tab: the data cache and the page's own
 * space. On an entity's page, which has its own space, `bare` leaves that out.
 */
export function AuditLogPage(props: { children: ReactNode; bare?: boolean }) {
  return (
    <AuditLogProvider>
      <PageFrame bare={props.bare}>{props.children}</PageFrame>
    </AuditLogProvider>
  );
}

/** Its children are for those who may see entries; the others are told. */
export function Readers(props: { children: ReactNode }) {
  const { t } = useTranslation();
  const { rights, error } = useRights();
  if (error) {
    return <ErrorPanel title={t('common.rightsNotLoaded')} error={error} />;
  }
  if (!rights) {
    return <RowsSkeleton rows={8} height={40} />;
  }
  return mayRead(rights) ? <>{props.children}</> : <NotForYou />;
}

/** For whom the log is, where it is not for the reader. */
export function NotForYou() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<RiLockLine />}
      title={t('common.none.title')}
      description={t('common.none.text')}
    />
  );
}
