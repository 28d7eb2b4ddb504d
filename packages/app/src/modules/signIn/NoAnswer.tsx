import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { describeError, isRefusal } from './errors';
import styles from './SignInPage.module.css';
import { signInTranslationRef } from './translations/ref';

/** In place of a way to sign in: there is none, or the backend is not there. */
export function NoAnswer(props: { error?: Error; onRetry?(): void }) {
  const { t } = useTranslationRef(signInTranslationRef);
  const { error, onRetry } = props;
  const isMissing = !error || isRefusal(error);
  return (
    <div className={styles.intro}>
      <Alert
        status="danger"
        icon
        title={t(isMissing ? 'none.title' : 'silent.title')}
        description={
          isMissing
            ? t('none.text')
            : t('silent.text', { reason: describeError(error) })
        }
        customActions={
          onRetry && (
            <Button variant="secondary" size="small" onPress={onRetry}>
              {t('retry')}
            </Button>
          )
        }
      />
    </div>
  );
}
