import {
  configApiRef,
  IdentityApi,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { NoAnswer } from './NoAnswer';
import styles from './SignInPage.module.css';
import { signInTranslationRef } from './translations/ref';
import { useOidcSignIn } from './useOidcSignIn';
import { Waiting } from './Waiting';

/** One button that leads to the identity provider, and back. */
export function OidcSignIn(props: {
  onSignInSuccess(identity: IdentityApi): void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  const provider = useApi(configApiRef).getString('app.signIn.oidc.title');
  const { pending, refusal, failure, signIn, retry } = useOidcSignIn(
    props.onSignInSuccess,
  );
  if (pending) {
    return <Waiting />;
  }
  if (failure) {
    return <NoAnswer error={failure} onRetry={retry} />;
  }
  return (
    <div className={styles.account}>
      <Text as="h1" variant="title-medium" weight="bold">
        {t('account.heading')}
      </Text>
      <Text as="p" variant="body-large" color="secondary">
        {t('account.intro')}
      </Text>
      {refusal && (
        <Alert
          status="danger"
          icon
          title={t('refused.title')}
          description={t(`refused.${refusal}`, { provider })}
        />
      )}
      <Button variant="primary" onPress={signIn} className={styles.action}>
        {t('account.continue', { provider })}
      </Button>
    </div>
  );
}
