import { PageTabs as KitPageTabs, Tab } from '@callboard/frontend-kit';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { rootRouteRef } from '../../routes';

/** The page with its tabs: `title` stands there unless the messages name its path. */
export function PageTabs(props: {
  pluginId: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { pluginId, icon, tabs } = props;
  const { t } = useTranslation();
  const titleLink = useRouteRef(rootRouteRef)?.();
  const titled = useMemo(() => {
    const titles: Record<string, string> = {
      calendar: t('page.calendar'),
      mine: t('page.mine'),
      explore: t('page.explore'),
      admin: t('page.admin'),
    };
    return tabs.map(tab => ({
      ...tab,
      title: titles[tab.path] ?? tab.title,
    }));
  }, [tabs, t]);
  return (
    <KitPageTabs
      pluginId={pluginId}
      title={t('page.title')}
      titleLink={titleLink}
      icon={icon}
      tabs={titled}
    />
  );
}
