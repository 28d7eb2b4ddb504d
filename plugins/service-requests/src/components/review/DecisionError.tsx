import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel, Notice, useWords } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { denials } from '../../lib/verdicts';
import { VerdictList } from '../common/VerdictList';

/** Why a decision was not taken: it has moved on, a rule denies it, or it failed. */
export function DecisionError(props: {
  error: unknown;
  onShowLatest?: () => void;
}) {
  const { error, onShowLatest } = props;
  const { t } = useTranslation();
  const word = useWords();
  if (!error) {
    return null;
  }
  const refusal = error instanceof ServiceRequestsError ? error : undefined;
  if (refusal?.status === 409 || refusal?.status === 412) {
    return (
      <Notice
        status="warning"
        title={t('decision.moved')}
        description={refusal.message}
        action={
          onShowLatest && {
            label: t('decision.showLatest'),
            onPress: onShowLatest,
          }
        }
      />
    );
  }
  const denied = denials(refusal?.verdicts ?? []);
  if (denied.length > 0) {
    return (
      <>
        <Notice
          status="danger"
          title={t('decision.denied')}
          description={t('decision.deniedHint')}
        />
        <VerdictList verdicts={denied} />
      </>
    );
  }
  return <ErrorPanel title={word('error.notDone')} error={error} mutation />;
}
