import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UserNotificationSettingsCard } from '@backstage/plugin-notifications';
import { navTranslationRef } from '../nav/translations/ref';
import { messages } from './translations/messages';
import { topicsTranslationRef } from './translations/ref';

const TOPICS = Object.keys(messages) as (keyof typeof messages)[];

/** Who sends and of what, by name; what is not named is called by its id. */
export function NotificationSettings() {
  const { t: page } = useTranslationRef(navTranslationRef);
  const { t: topic } = useTranslationRef(topicsTranslationRef);
  return (
    <Content>
      <UserNotificationSettingsCard
        originNames={{
          'plugin:reservations': page('page.reservations'),
          'plugin:service-requests': page('page.service-requests'),
          'plugin:webhooks': page('page.webhooks'),
        }}
        topicNames={Object.fromEntries(TOPICS.map(id => [id, topic(id)]))}
      />
    </Content>
  );
}
