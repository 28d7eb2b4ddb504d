import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import styles from './SignInPage.module.css';
import { signInTranslationRef } from './translations/ref';

export function Waiting() {
  const { t } = useTranslationRef(signInTranslationRef);
  return (
    <div className={styles.waiting} role="status">
      <Text color="secondary">{t('pending')}</Text>
    </div>
  );
}
