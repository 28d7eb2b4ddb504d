import { Content, InfoCard, Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  notificationsApiRef,
  useNotificationsApi,
} from '@backstage/plugin-notifications';
import type { NotificationSettings as Settings } from '@backstage/plugin-notifications-common';
import { Alert, Text } from '@backstage/ui';
import { useState } from 'react';
import { ChannelTable } from './ChannelTable';
import {
  originsOf,
  type Place,
  withoutLanguageChannel,
  withSwitched,
} from './channelSettings';
import { channelsTranslationRef } from './translations/ref';

/**
 * What a person is notified of, and where. The table of the notifications plugin
 * speaks English only, names none of its switches, and has one for our language.
 */
export function NotificationSettings() {
  const { t } = useTranslationRef(channelsTranslationRef);
  const client = useApi(notificationsApiRef);
  const loaded = useNotificationsApi(api => api.getNotificationSettings());
  const [changed, setChanged] = useState<Settings>();
  const [unsaved, setUnsaved] = useState(false);
  const current = changed ?? loaded.value;
  const settings = current && withoutLanguageChannel(current);

  const change = async (place: Place, enabled: boolean) => {
    if (!settings) return;
    const after = withSwitched(settings, place, enabled);
    setChanged(after);
    setUnsaved(false);
    try {
      setChanged(await client.updateNotificationSettings(after));
    } catch {
      setChanged(settings);
      setUnsaved(true);
    }
  };

  return (
    <Content>
      <InfoCard title={t('title')}>
        {loaded.loading && <Progress />}
        {loaded.error && <Alert status="danger" title={t('unloaded')} />}
        {unsaved && <Alert status="danger" title={t('unsaved')} />}
        {settings && originsOf(settings).length === 0 && (
          <Text>{t('none')}</Text>
        )}
        {settings && originsOf(settings).length > 0 && (
          <ChannelTable settings={settings} onChange={change} />
        )}
      </InfoCard>
    </Content>
  );
}
