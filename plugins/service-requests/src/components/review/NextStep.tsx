import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  Request,
  RequestStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import { Notice, useTold, useWords } from '@callboard/frontend-kit';
import { useNavigate } from 'react-router-dom';
import { useRebase } from '../../hooks/useRequestMutations';
import { useSaid } from '../../hooks/useSaid';
import { useTranslation } from '../../hooks/useTranslation';
import { useVerdictWords } from '../../hooks/useVerdictWords';
import { denials } from '../../lib/verdicts';
import { newRequestRouteRef } from '../../routes';

const STOPPED = [
  'changes_requested',
  'policy_failed',
  'pr_conflict',
  'pr_closed',
  'rejected',
  'degraded',
  'timed_out',
] as const satisfies readonly RequestStatus[];

type Stopped = (typeof STOPPED)[number];

function isStopped(status: RequestStatus): status is Stopped {
  return (STOPPED as readonly RequestStatus[]).includes(status);
}

/** Why it does not go on by itself, and the way on. */
export function NextStep({ request }: { request: Request }) {
  const { t } = useTranslation();
  const word = useWords();
  const { told, failed } = useTold();
  const reasonOf = useReason();
  const navigate = useNavigate();
  const form = useRouteRef(newRequestRouteRef)?.();
  const rebase = useRebase(request.id);
  const { id, status, actions } = request;
  if (!isStopped(status)) {
    return request.changeSet?.problem ? (
      <Notice
        status="warning"
        title={t('next.pullRequest')}
        description={request.changeSet.problem}
      />
    ) : null;
  }
  const doRebase = () =>
    rebase.mutate(undefined, {
      onSuccess: () => told(t('next.rebased')),
      onError: error => failed(word('error.notDone'), error),
    });
  const edit =
    form === undefined
      ? undefined
      : {
          label: t('next.edit'),
          onPress: () => navigate(`${form}?request=${id}`),
        };
  const isOutdated = status === 'pr_conflict' || status === 'pr_closed';
  let action;
  if (isOutdated && actions.includes('rebase')) {
    action = { label: t('next.rebase'), onPress: doRebase };
  } else if (!isOutdated && actions.includes('update')) {
    action = edit;
  }
  return (
    <Notice
      status={
        status === 'rejected' || status === 'policy_failed'
          ? 'danger'
          : 'warning'
      }
      title={t(`next.${status}`)}
      description={reasonOf(request) ?? t(`next.${status}.hint`)}
      action={action}
    />
  );
}

/** What somebody wrote, or the rules said, or the portal knows. */
function useReason() {
  const said = useSaid();
  const inWords = useVerdictWords();
  return (request: Request): string | undefined => {
    const { status, approvals, statusReason, verdicts } = request;
    const known = statusReason === undefined ? undefined : said(statusReason);
    if (status === 'changes_requested' || status === 'rejected') {
      const last = approvals.findLast(({ decision }) => decision === status);
      return last?.comment ?? known;
    }
    if (status === 'policy_failed') {
      const denied = denials(verdicts).map(one => inWords(one).message);
      return denied.length > 0 ? denied.join(' ') : known;
    }
    return known;
  };
}
