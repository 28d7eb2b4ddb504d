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
      overview: t('page.overview'),
      calendar: t('page.calendar'),
      board: t('page.board'),
      find: t('page.find'),
      mine: t('page.mine'),
      explore: t('page.explore'),
      approvals: t('page.approvals'),
      reports: t('page.reports'),
      admin: t('page.admin'),
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
