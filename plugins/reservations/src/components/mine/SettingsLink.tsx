import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import { settingsRouteRef } from '../../routes';

/** Keys and feeds are with the rest of a person's settings. */
export function SettingsLink() {
  const { t } = useTranslation();
  const root = useRouteRef(settingsRouteRef)?.();
  return root ? (
    <Link href={`${root}/reservations`} variant="body-small">
      {t('settings.link')}
    </Link>
  ) : null;
}
