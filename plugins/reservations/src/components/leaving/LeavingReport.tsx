import type {
  Commitments,
  OffboardOutcome,
} from '@callboard/backstage-plugin-reservations-common';
import type { Tone } from '@callboard/frontend-kit';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { OutcomeReport } from '../people/OutcomeReport';
import styles from '../people/People.module.css';

const OUTCOMES = [
  'failed',
  'transferred',
  'cancelled',
  'removed',
  'revoked',
  'unchanged',
] as const;

function toneOf(outcome: (typeof OUTCOMES)[number]): Tone {
  if (outcome === 'failed') return 'danger';
  return outcome === 'unchanged' ? 'neutral' : 'success';
}

/** What became of each thing, named as it was before. */
export function LeavingReport(props: {
  of: Commitments;
  results: OffboardOutcome[];
}) {
  const { of, results } = props;
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  // What was pressed is far below on a long page.
  useEffect(() => panel.current?.focus(), [results]);
  const nameOf = ({ kind, id, role }: OffboardOutcome): string => {
    switch (kind) {
      case 'booking':
        return of.bookings.find(one => one.id === id)?.title ?? id;
      case 'membership': {
        const site = of.memberships.find(one => one.siteRef === id);
        return [site?.title ?? id, role && t(`members.role.${role}`)]
          .filter(Boolean)
          .join(', ');
      }
      case 'key':
        return of.keys.find(one => one.id === id)?.title ?? id;
      case 'feed-token':
        return of.feedTokens.find(one => one.id === id)?.title ?? id;
      default: {
        const grant = of.grants.find(one => one.id === id);
        return grant?.resourceRef ?? grant?.siteRef ?? id;
      }
    }
  };
  return (
    <div role="status" ref={panel} tabIndex={-1} className={styles.report}>
      <OutcomeReport
        label={t('leaving.report')}
        groups={OUTCOMES.map(outcome => ({
          title: t(`leaving.outcome.${outcome}`),
          tone: toneOf(outcome),
          items: results
            .filter(one => one.outcome === outcome)
            .map(one => ({
              key: `${one.kind} ${one.id} ${one.role ?? ''}`,
              name: `${t(`leaving.kind.${one.kind}`)}: ${nameOf(one)}`,
              message: one.message,
            })),
        }))}
      />
    </div>
  );
}
