import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useService } from '../../hooks/useServices';
import { useTranslation } from '../../hooks/useTranslation';
import { servicesRouteRef } from '../../routes';
import { ServiceView } from './ServiceView';
import styles from './ServiceView.module.css';

/** One service at its own address. */
export function ServicePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useService(id);
  const all = useRouteRef(servicesRouteRef)?.();
  return (
    <>
      {all && (
        <Link href={all} className={styles.back}>
          <RiArrowLeftLine aria-hidden size={16} /> {t('service.all')}
        </Link>
      )}
      {!data && error && (
        <ErrorPanel
          title={t('service.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={5} height={72} />}
      {data && <ServiceView service={data} />}
    </>
  );
}
