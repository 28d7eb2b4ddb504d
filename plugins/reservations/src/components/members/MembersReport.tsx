import type { MemberOutcome } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { EntityName, Tone } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import {
  OutcomeReport,
  ReportedGroup,
  ReportedItem,
} from '../people/OutcomeReport';
import styles from '../people/People.module.css';
import type { UnknownPerson } from '../../hooks/usePeopleLookup';

const OUTCOMES = ['failed', 'added', 'removed', 'unchanged'] as const;
const TONES: Record<(typeof OUTCOMES)[number], Tone> = {
  failed: 'danger',
  added: 'success',
  removed: 'success',
  unchanged: 'neutral',
};

/** What became of each person; those whom nobody knows were never asked for. */
export function MembersReport(props: {
  report: MemberOutcome[];
  unknown?: UnknownPerson[];
  onDismiss?: () => void;
}) {
  const { report, unknown = [], onDismiss } = props;
  const { t } = useTranslation();
  const groups = OUTCOMES.map((outcome): ReportedGroup => ({
    title: t(`members.outcome.${outcome}`),
    tone: TONES[outcome],
    items: [
      ...(outcome === 'failed'
        ? unknown.map(({ text, why }): ReportedItem => ({
            key: text,
            name: text,
            message: t(`members.unknown.${why}`),
          }))
        : []),
      ...report
        .filter(one => one.outcome === outcome)
        .map(({ ref, role, message }): ReportedItem => ({
          key: `${role} ${ref}`,
          name: (
            <>
              <EntityName entityRef={ref} />, {t(`members.role.${role}`)}
            </>
          ),
          message,
        })),
    ],
  }));
  return (
    <div role="status" className={onDismiss ? styles.report : styles.outcomes}>
      <OutcomeReport label={t('members.report')} groups={groups} />
      {onDismiss && (
        <div>
          <Button size="small" variant="secondary" onPress={onDismiss}>
            {t('members.dismiss')}
          </Button>
        </div>
      )}
    </div>
  );
}
