import type {
  Commitments,
  OffboardOutcome,
} from '@callboard/backstage-plugin-reservations-common';
import { reservationsPersonOffboardPermission } from '@callboard/backstage-plugin-reservations-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text, TextField } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { EmptyState } from '@callboard/frontend-kit';
import { RiArrowLeftLine, RiCheckLine } from '@remixicon/react';
import { useState } from 'react';
import {
  useCommitments,
  useEndpointsOf,
  useServicesOf,
} from '../../hooks/useLeaving';
import { useTranslation } from '../../hooks/useTranslation';
import {
  isComplete,
  isNothingLeft,
  LeavingPlan,
  NEW_PLAN,
  summarise,
} from '../../lib/leaving';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ConfirmLeaving } from './ConfirmLeaving';
import { LeavingBookings } from './LeavingBookings';
import { LeavingReport } from './LeavingReport';
import { LeavingElsewhere } from './LeavingElsewhere';
import { LeavingRights } from './LeavingRights';

type Report = { of: Commitments; results: OffboardOutcome[] };

/** Everything of one person, and what becomes of it. Can be done again. */
export function LeavingPerson(props: { person: string; onBack: () => void }) {
  const { person, onBack } = props;
  const { t } = useTranslation();
  const { primaryTitle } = useEntityPresentation(person);
  const { data: found, error, refetch } = useCommitments(person);
  const [report, setReport] = useState<Report>();
  return (
    <div>
      <div className={styles.back}>
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiArrowLeftLine />}
          onPress={onBack}
        >
          {t('leaving.back')}
        </Button>
        <Text as="h2" variant="title-small">
          {primaryTitle}
        </Text>
        <Text variant="body-small" color="secondary">
          {person}
        </Text>
      </div>
      <div className={styles.form}>
        {found?.inCatalog === true && (
          <Alert status="info" icon description={t('leaving.stillHere')} />
        )}
        {report && <LeavingReport of={report.of} results={report.results} />}
        {!found && error && (
          <ErrorPanel
            title={t('leaving.notLoaded')}
            error={error}
            onRetry={refetch}
          />
        )}
        {!found && !error && <RowsSkeleton rows={4} />}
        {found && (
          <Found
            found={found}
            name={primaryTitle}
            onDone={results => setReport({ of: found, results })}
          />
        )}
      </div>
    </div>
  );
}

const CHANGES = [
  'transfer',
  'cancel',
  'memberships',
  'grants',
  'keys',
  'feedTokens',
] as const;

function Found(props: {
  found: Commitments;
  name: string;
  onDone: (results: OffboardOutcome[]) => void;
}) {
  const { found, name, onDone } = props;
  const { t } = useTranslation();
  const endpoints = useEndpointsOf(found.person);
  const services = useServicesOf(found.person);
  const { allowed, loading } = usePermission({
    permission: reservationsPersonOffboardPermission,
  });
  const [plan, setPlan] = useState<LeavingPlan>(NEW_PLAN);
  const [asking, setAsking] = useState(false);
  const { counts, some } = summarise(plan, found);
  const complete = isComplete(plan, found);
  const chosen = CHANGES.filter(change => counts[change] > 0)
    .map(change => t(`leaving.will.${change}`, { count: counts[change] }))
    .join(' · ');

  if (loading) {
    return <RowsSkeleton rows={4} />;
  }
  const isNothingElsewhere =
    !endpoints.data?.length &&
    !services.data?.requests.length &&
    !services.data?.services.length;
  if (isNothingLeft(found) && isNothingElsewhere) {
    return (
      <EmptyState
        icon={<RiCheckLine />}
        title={t('leaving.nothing', { name })}
        description={t('leaving.nothingText')}
      />
    );
  }
  return (
    <>
      <LeavingBookings
        found={found}
        plan={plan}
        onChange={allowed ? setPlan : undefined}
      />
      <LeavingRights
        found={found}
        plan={plan}
        onChange={allowed ? setPlan : undefined}
      />
      <LeavingElsewhere
        found={found}
        endpoints={endpoints}
        services={services}
      />
      {allowed && (
        <>
          <div className={styles.narrow}>
            <TextField
              label={t('grants.reason')}
              description={t('leaving.reasonHint')}
              maxLength={1000}
              value={plan.reason}
              onChange={reason => setPlan({ ...plan, reason })}
            />
          </div>
          <div className={styles.confirm}>
            <Text as="p" variant="body-small">
              {complete
                ? chosen || t('leaving.keptAll')
                : t('leaving.incomplete')}
            </Text>
            <Button
              variant="primary"
              isDisabled={!some || !complete}
              onPress={() => setAsking(true)}
            >
              {t('leaving.review')}
            </Button>
          </div>
        </>
      )}
      {asking && (
        <ConfirmLeaving
          name={name}
          plan={plan}
          found={found}
          onClose={() => setAsking(false)}
          onDone={results => {
            setAsking(false);
            setPlan(NEW_PLAN);
            onDone(results);
          }}
        />
      )}
    </>
  );
}
