import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { CallboardLogo } from '../nav';
import { describeError, isRefusal } from './errors';
import { groupPersonas } from './groupPersonas';
import { PersonaCard } from './PersonaCard';
import styles from './SignInPage.module.css';
import { SignInState, useSignIn } from './useSignIn';

export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const state = useSignIn(onSignInSuccess);
  const returning = state.pending && !state.personas;
  return (
    <main className={styles.page}>
      <div className={styles.content}>
        <div className={styles.brand}>
          <CallboardLogo size={40} />
          <Text as="span" variant="title-small" weight="bold">
            Callboard
          </Text>
        </div>
        {returning ? (
          <div className={styles.waiting} role="status">
            <Text color="secondary">Signing in…</Text>
          </div>
        ) : (
          <Choice state={state} />
        )}
      </div>
    </main>
  );
}

function Choice({ state }: { state: SignInState }) {
  const { personas, listError, signInError, pending, signIn, retry } = state;
  if (listError) {
    return <NoList error={listError} onRetry={retry} />;
  }
  return (
    <>
      <div className={styles.intro}>
        <Text as="h1" variant="title-medium" weight="bold">
          Sign in as
        </Text>
        <Text as="p" variant="body-large" color="secondary">
          Demo people of a development portal: pick one, there is no password.
        </Text>
      </div>
      {signInError && (
        <Alert
          status="danger"
          icon
          title="Not signed in"
          description={describeError(signInError)}
        />
      )}
      {personas ? (
        groupPersonas(personas).map(group => (
          <section
            key={group.title ?? ''}
            className={styles.group}
            aria-label={group.title}
          >
            {group.title && (
              <Text
                as="h2"
                variant="title-x-small"
                className={styles.groupTitle}
              >
                {group.title}
              </Text>
            )}
            <ul className={styles.cards}>
              {group.personas.map(persona => (
                <li key={persona.userEntityRef}>
                  <PersonaCard
                    persona={persona}
                    isPending={pending === persona.userEntityRef}
                    onSelect={() => signIn(persona.userEntityRef)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))
      ) : (
        <div className={styles.cards} role="status" aria-label="Loading">
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} width="100%" height={140} />
          ))}
        </div>
      )}
    </>
  );
}

function NoList({ error, onRetry }: { error: Error; onRetry(): void }) {
  const notConfigured = isRefusal(error);
  return (
    <div className={styles.intro}>
      <Alert
        status="danger"
        icon
        title={
          notConfigured
            ? 'This portal has no way to sign in'
            : 'The portal does not answer'
        }
        description={
          notConfigured
            ? 'Its configuration names no sign-in provider (auth.providers).'
            : `Its backend may still be starting. ${describeError(error)}`
        }
        customActions={
          <Button variant="secondary" size="small" onPress={onRetry}>
            Try again
          </Button>
        }
      />
    </div>
  );
}
