import type { DepartedPerson } from '@callboard/backstage-plugin-reservations-common';
import { Alert, BgProvider, Button, Text } from '@backstage/ui';
import { useSearchParam } from '@callboard/frontend-kit';
import { useDeparted } from '../../hooks/useLeaving';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityRefField } from '../admin/common/EntityRefsField';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { LeavingPerson } from './LeavingPerson';

const PEOPLE = ['user'];

/** Somebody leaves: what of theirs is to come, and what becomes of it. */
export function LeavingSection() {
  const { t } = useTranslation();
  const [person, setPerson] = useSearchParam('person');
  if (person) {
    return (
      <LeavingPerson
        key={person}
        person={person}
        onBack={() => setPerson(undefined)}
      />
    );
  }
  return (
    <>
      <section className={styles.section} aria-label={t('leaving.title')}>
        <Text as="p" color="secondary" className={styles.hint}>
          {t('leaving.hint')}
        </Text>
        <div className={styles.narrow}>
          <EntityRefField
            label={t('leaving.who')}
            kinds={PEOPLE}
            value=""
            onChange={ref => setPerson(ref || undefined)}
          />
        </div>
      </section>
      <Departed onOpen={setPerson} />
    </>
  );
}

const COUNTED = [
  'bookings',
  'memberships',
  'grants',
  'resources',
  'keys',
  'feedTokens',
] as const;

function Departed(props: { onOpen: (ref: string) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDeparted();
  const content = () => {
    if (!data) {
      return error ? (
        <ErrorPanel
          title={t('leaving.departedNotLoaded')}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <RowsSkeleton rows={2} />
      );
    }
    return (
      <>
        {data.doubtful && (
          <Alert status="warning" icon description={t('leaving.doubtful')} />
        )}
        {data.items.length === 0 ? (
          <Text as="p" color="secondary" className={styles.hint}>
            {t('leaving.departedNone')}
          </Text>
        ) : (
          <BgProvider bg="neutral-1">
            <ul className={styles.list} aria-label={t('leaving.departed')}>
              {data.items.map(one => (
                <Gone
                  key={one.ref}
                  person={one}
                  onOpen={() => props.onOpen(one.ref)}
                />
              ))}
            </ul>
          </BgProvider>
        )}
      </>
    );
  };
  return (
    <section className={styles.section} aria-label={t('leaving.departed')}>
      <Text as="h3" variant="title-x-small">
        {t('leaving.departed')}
      </Text>
      {content()}
    </section>
  );
}

function Gone(props: { person: DepartedPerson; onOpen: () => void }) {
  const { person, onOpen } = props;
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text weight="bold">{person.ref}</Text>
        <Text as="p" variant="body-small" color="secondary">
          {COUNTED.filter(what => person[what] > 0)
            .map(what => t(`leaving.count.${what}`, { count: person[what] }))
            .join(' · ')}
        </Text>
      </div>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('leaving.lookNamed', { person: person.ref })}
        onPress={onOpen}
      >
        {t('leaving.look')}
      </Button>
    </li>
  );
}
