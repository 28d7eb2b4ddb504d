import { useRouteRef } from '@backstage/frontend-plugin-api';
import { PageTabs, Tab } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { rootRouteRef } from '../../routes';

/** The page with its tabs: `title` stands there unless the messages name its path. */
export function WebhooksTabs(props: {
  pluginId: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { pluginId, icon, tabs } = props;
  const { t } = useTranslation();
  const titleLink = useRouteRef(rootRouteRef)?.();
  const titled = useMemo(() => {
    const titles: Record<string, string> = {
      overview: t('page.overview'),
      endpoints: t('page.endpoints'),
      log: t('page.log'),
      events: t('page.events'),
    };
    return tabs.map(tab => ({
      ...tab,
      title: titles[tab.path] ?? tab.title,
    }));
  }, [tabs, t]);
  return (
    <PageTabs
      pluginId={pluginId}
      title={t('page.title')}
      titleLink={titleLink}
      icon={icon}
      tabs={titled}
    />
  );
}
