import type {
  Certification,
  CertificationHolding,
} from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Text } from '@backstage/ui';
import { RiAddLine, RiUpload2Line } from '@remixicon/react';
import { useState } from 'react';
import { useHoldings } from '../../hooks/useCertifications';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import { LeftBookings } from '../grants/LeftBookings';
import styles from '../people/People.module.css';
import { HoldingForm } from './HoldingForm';
import { HoldingRow } from './HoldingRow';
import { ImportHoldings } from './ImportHoldings';
import { RevokeHolding } from './RevokeHolding';

type Asked =
  | { what: 'grant' | 'import' }
  | { what: 'renew' | 'revoke'; holding: CertificationHolding }
  | { what: 'left'; ids: string[] };

const ORDER = ['valid', 'upcoming', 'expired', 'revoked'];

/** Who holds one certification, and what can be done about it. */
export function CertificationPeople(props: { certification: Certification }) {
  const { certification } = props;
  const { t } = useTranslation();
  const query = useHoldings(certification.name);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const label = t('certifications.peopleOf', { title: certification.title });
  const mayGrant = certification.actions.includes('grant');
  const done = ({ affectedBookings = [] }: CertificationHolding) =>
    setAsked(
      affectedBookings.length > 0
        ? { what: 'left', ids: affectedBookings }
        : undefined,
    );
  const holdings = [...(query.data ?? [])].sort(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status),
  );
  const content = () => {
    if (!query.data) {
      return query.error ? (
        <ErrorPanel
          title={t('certifications.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={2} />
      );
    }
    if (holdings.length === 0) {
      return (
        <Text as="p" color="secondary" className={styles.hint}>
          {t('certifications.noPeople')}
        </Text>
      );
    }
    return (
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={label}>
          {holdings.map(holding => (
            <HoldingRow
              key={holding.id}
              holding={holding}
              onRenew={() => setAsked({ what: 'renew', holding })}
              onRevoke={() => setAsked({ what: 'revoke', holding })}
            />
          ))}
        </ul>
      </BgProvider>
    );
  };
  return (
    <section className={styles.section} aria-label={label}>
      <div className={styles.head}>
        <Text as="h4" variant="body-medium" weight="bold">
          {label}
        </Text>
        {mayGrant && (
          <div className={styles.tools}>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiUpload2Line />}
              onPress={() => setAsked({ what: 'import' })}
            >
              {t('certifications.import')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiAddLine />}
              onPress={() => setAsked({ what: 'grant' })}
            >
              {t('certifications.grant')}
            </Button>
          </div>
        )}
      </div>
      {content()}
      {asked?.what === 'import' && (
        <ImportHoldings certification={certification} onClose={close} />
      )}
      {(asked?.what === 'grant' || asked?.what === 'renew') && (
        <HoldingForm
          certification={certification}
          holding={asked.what === 'renew' ? asked.holding : undefined}
          onDone={done}
          onClose={close}
        />
      )}
      {asked?.what === 'revoke' && (
        <RevokeHolding holding={asked.holding} onDone={done} onClose={close} />
      )}
      {asked?.what === 'left' && (
        <LeftBookings
          title={certification.title}
          text={t('certifications.affected', { count: asked.ids.length })}
          ids={asked.ids}
          onClose={close}
        />
      )}
    </section>
  );
}
