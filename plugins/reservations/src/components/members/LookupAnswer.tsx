import { Text } from '@backstage/ui';
import type { Lookup } from '../../hooks/usePeopleLookup';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

/** Whom of what was typed the catalog knows, and whom it does not. */
export function LookupAnswer(props: {
  lookup: Lookup | undefined;
  error: unknown;
  isLooking: boolean;
}) {
  const { lookup, error, isLooking } = props;
  const { t } = useTranslation();
  const { found = [], unknown = [] } = lookup ?? {};
  const sentence = () => {
    if (error) return t('members.lookupFailed');
    if (isLooking) return t('members.looking');
    return found.length > 0
      ? t('members.recognised', {
          count: found.length,
          names: found.map(({ title }) => title).join(', '),
        })
      : undefined;
  };
  return (
    <div className={styles.lookup} role="status">
      <Text as="p" variant="body-small" color="secondary">
        {sentence()}
      </Text>
      {!isLooking && unknown.length > 0 && (
        <ul className={styles.unknown} aria-label={t('members.notRecognised')}>
          {unknown.map(({ text, why }) => (
            <li key={text}>
              {text}: {t(`members.unknown.${why}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
