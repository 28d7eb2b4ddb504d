import { Content } from '@backstage/core-components';
import { UserNotificationSettingsCard } from '@backstage/plugin-notifications';

/** Names for who sends; the rest is called by its id. */
const ORIGINS = {
  'plugin:reservations': 'Reservations',
  'plugin:webhooks': 'Webhooks',
};

export function NotificationSettings() {
  return (
    <Content>
      <UserNotificationSettingsCard originNames={ORIGINS} />
    </Content>
  );
}
