import { PageTabs as KitPageTabs, Tab } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { rootRouteRef } from '../../routes';

/** The page with its tabs: a tab keeps its own title unless the messages name its path. */
export function PageTabs(props: {
  pluginId: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { t } = useTranslation();
  const titles = useMemo(
    () => ({
      catalogue: t('page.catalogue'),
      new: t('page.new'),
      requests: t('page.requests'),
      review: t('page.review'),
      services: t('page.services'),
      map: t('page.map'),
      secrets: t('page.secrets'),
      offerings: t('page.offerings'),
    }),
    [t],
  );
  return (
    <KitPageTabs
      {...props}
      title={t('page.title')}
      rootRouteRef={rootRouteRef}
      titles={titles}
    />
  );
}
