import { IdentityApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, Text } from '@backstage/ui';
import { describeError } from './errors';
import { groupPersonas } from './groupPersonas';
import { NoAnswer } from './NoAnswer';
import { PersonaCard } from './PersonaCard';
import styles from './SignInPage.module.css';
import { signInTranslationRef } from './translations/ref';
import { usePersonaSignIn } from './usePersonaSignIn';
import { Waiting } from './Waiting';

/** The demo people of a development portal, to choose from. */
export function PersonaSignIn(props: {
  onSignInSuccess(identity: IdentityApi): void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  const { personas, listError, signInError, pending, signIn, retry } =
    usePersonaSignIn(props.onSignInSuccess);
  if (pending && !personas) {
    return <Waiting />;
  }
  if (listError) {
    return <NoAnswer error={listError} onRetry={retry} />;
  }
  return (
    <>
      <div className={styles.intro}>
        <Text as="h1" variant="title-medium" weight="bold">
          {t('persona.heading')}
        </Text>
        <Text as="p" variant="body-large" color="secondary">
          {t('persona.intro')}
        </Text>
      </div>
      {signInError && (
        <Alert
          status="danger"
          icon
          title={t('refused.title')}
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
        <div className={styles.cards} role="status" aria-label={t('loading')}>
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} width="100%" height={140} />
          ))}
        </div>
      )}
    </>
  );
}
