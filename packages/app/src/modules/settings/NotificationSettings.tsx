import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UserNotificationSettingsCard } from '@backstage/plugin-notifications';
import { navTranslationRef } from '../nav/translations/ref';

export function NotificationSettings() {
  const { t } = useTranslationRef(navTranslationRef);
  // Names for who sends; the rest is called by its id.
  const origins = {
    'plugin:reservations': t('page.page:reservations'),
    'plugin:service-requests': t('page.page:service-requests'),
    'plugin:webhooks': t('page.page:webhooks'),
  };
  return (
    <Content>
      <UserNotificationSettingsCard originNames={origins} />
    </Content>
  );
}
