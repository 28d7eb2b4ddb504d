import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../../hooks/useTranslation';
import { useWaitlist } from '../../../hooks/useWaitlist';
import { ErrorPanel } from '../../common/ErrorPanel';
import styles from '../../waitlist/Waitlist.module.css';
import { WaitlistRow } from '../../waitlist/WaitlistRow';
import { Section } from './Section';

/** Who waits for it, as far as the caller may see: admins all, others their own. */
export function WaitlistSection({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const query = useWaitlist({ resource: [resource.entityRef] });
  if (query.isError && !query.data) {
    return (
      <Section title={t('waitlist.waitingHere')}>
        <ErrorPanel
          title={t('waitlist.waitingHereNotLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      </Section>
    );
  }
  if (!query.data || query.data.length === 0) {
    return null;
  }
  return (
    <Section title={t('waitlist.waitingHere')}>
      <ul className={`${styles.list} ${styles.narrow}`}>
        {query.data.map(entry => (
          <WaitlistRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </Section>
  );
}
