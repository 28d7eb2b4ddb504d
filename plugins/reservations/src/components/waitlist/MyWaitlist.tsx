import { Text } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import { useWaitlist } from '../../hooks/useWaitlist';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './Waitlist.module.css';
import { WaitlistRow } from './WaitlistRow';

const MINE = { owner: ['me'] };

/** Offers first, since they need an answer; nothing where nobody waits. */
export function MyWaitlist({ me }: { me?: string }) {
  const { t } = useTranslation();
  const { data: entries, error, refetch } = useWaitlist(MINE);
  if (error && !entries) {
    return (
      <ErrorPanel
        title={t('waitlist.mineNotLoaded')}
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (!entries || entries.length === 0) {
    return null;
  }
  const offersFirst = [
    ...entries.filter(({ offer }) => offer),
    ...entries.filter(({ offer }) => !offer),
  ];
  return (
    <section className={styles.section} aria-label={t('waitlist.mine')}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('waitlist.mine')}
      </Text>
      <ul className={styles.list}>
        {offersFirst.map(entry => (
          <WaitlistRow key={entry.id} entry={entry} me={me} />
        ))}
      </ul>
    </section>
  );
}
