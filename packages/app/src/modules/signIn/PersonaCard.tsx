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
        <Text variant="body-small" color="secondary">
          Role: {persona.role}
        </Text>
      </span>
      <span id={detailsId} className={styles.cardDetails}>
        <Text variant="body-medium">{persona.description}</Text>
        {persona.tryThis && (
          <Text
            variant="body-small"
            color="secondary"
            className={styles.cardHint}
          >
            {isPending ? 'Signing in…' : `Try: ${persona.tryThis}`}
          </Text>
        )}
      </span>
    </button>
  );
}
