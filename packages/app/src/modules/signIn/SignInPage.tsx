import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Text } from '@backstage/ui';
import { CallboardLogo } from '../nav';
import { chooseSignIn } from './chooseSignIn';
import { NoAnswer } from './NoAnswer';
import { OidcSignIn } from './OidcSignIn';
import { PersonaSignIn } from './PersonaSignIn';
import styles from './SignInPage.module.css';

const WAYS = { oidc: OidcSignIn, persona: PersonaSignIn, none: NoAnswer };

export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const Way = WAYS[chooseSignIn(useApi(configApiRef))];
  return (
    <main className={styles.page}>
      <div className={styles.content}>
        <div className={styles.brand}>
          <CallboardLogo size={40} />
          <Text as="span" variant="title-small" weight="bold">
            Callboard
          </Text>
        </div>
        <Way onSignInSuccess={onSignInSuccess} />
      </div>
    </main>
  );
}
