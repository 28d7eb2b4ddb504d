import { Text } from '@backstage/ui';
import { useId } from 'react';
import { Persona } from './PersonaClient';
import styles from './SignInPage.module.css';

export function PersonaCard(props: {
  persona: Persona;
  isPending: boolean;
  onSelect(): void;
}) {
  const { persona, isPending, onSelect } = props;
  const detailsId = useId();
  return (
    <button
      type="button"
      className={styles.card}
      aria-label={`Sign in as ${persona.title}`}
      aria-describedby={detailsId}
      aria-busy={isPending}
      onClick={onSelect}
    >
      <span className={styles.cardTitle}>
        <Text variant="body-large" weight="bold">
          {persona.title}
        </Text>
        <span className={styles.cardRole}>Role: {persona.role}</span>
      </span>
      <span id={detailsId} className={styles.cardDetails}>
        <Text variant="body-medium">{persona.description}</Text>
        {persona.tryThis && (
          <span className={styles.cardHint}>
            {isPending ? 'Signing in…' : `Try: ${persona.tryThis}`}
          </span>
        )}
      </span>
    </button>
  );
}
