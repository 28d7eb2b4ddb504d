import { PageTabs, Tab } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { rootRouteRef } from '../../routes';

/** The page with its tabs: a tab keeps its own title unless the messages name its path. */
export function WebhooksTabs(props: {
  pluginId: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { t } = useTranslation();
  const titles = useMemo(
    () => ({
      overview: t('page.overview'),
      endpoints: t('page.endpoints'),
      log: t('page.log'),
      events: t('page.events'),
    }),
    [t],
  );
  return (
    <PageTabs
      {...props}
      title={t('page.title')}
      rootRouteRef={rootRouteRef}
      titles={titles}
    />
  );
}
