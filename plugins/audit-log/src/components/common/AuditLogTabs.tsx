import { usePermission } from '@backstage/plugin-permission-react';
import {
  auditLogAccessReviewReadPermission,
  auditLogChainVerifyPermission,
} from '@callboard/backstage-plugin-audit-log-common';
import { PageTabs, Tab } from '@callboard/frontend-kit';
import { Suspense, useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { rootRouteRef } from '../../routes';

/**
 * The page with the tabs that the caller has. A tab keeps its own title unless
 * the messages name its path.
 */
export function AuditLogTabs(props: {
  pluginId: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { t } = useTranslation();
  const verify = usePermission({ permission: auditLogChainVerifyPermission });
  const review = usePermission({
    permission: auditLogAccessReviewReadPermission,
  });
  const titles = useMemo(
    () => ({
      log: t('page.log'),
      integrity: t('page.integrity'),
      access: t('page.access'),
    }),
    [t],
  );
  const tabs = useMemo(
    () =>
      props.tabs.filter(
        ({ path }) =>
          (path !== 'integrity' || verify.allowed) &&
          (path !== 'access' || review.allowed),
      ),
    [props.tabs, verify.allowed, review.allowed],
  );
  // Until then an address of a tab would lead nowhere.
  if (verify.loading || review.loading) {
    return null;
  }
  return (
    <Suspense fallback={null}>
      <PageTabs
        {...props}
        tabs={tabs}
        title={t('page.title')}
        rootRouteRef={rootRouteRef}
        titles={titles}
      />
    </Suspense>
  );
}
