import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { Persona } from './PersonaClient';
import styles from './SignInPage.module.css';
import { signInTranslationRef } from './translations/ref';

export function PersonaCard(props: {
  persona: Persona;
  isPending: boolean;
  onSelect(): void;
}) {
  const { persona, isPending, onSelect } = props;
  const { t } = useTranslationRef(signInTranslationRef);
  const detailsId = useId();
  return (
    <button
      type="button"
      className={styles.card}
      aria-label={t('persona.signInAs', { title: persona.title })}
      aria-describedby={detailsId}
      aria-busy={isPending}
      onClick={onSelect}
    >
      <span className={styles.cardTitle}>
        <Text variant="body-large" weight="bold">
          {persona.title}
        </Text>
        <span className={styles.cardRole}>
          {t('persona.role', { role: persona.role })}
        </span>
      </span>
      <span id={detailsId} className={styles.cardDetails}>
        <Text variant="body-medium">{persona.description}</Text>
        {persona.tryThis && (
          <span className={styles.cardHint}>
            {isPending
              ? t('pending')
              : t('persona.try', { what: persona.tryThis })}
          </span>
        )}
      </span>
    </button>
  );
}
