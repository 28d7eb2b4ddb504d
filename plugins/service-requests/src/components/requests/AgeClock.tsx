import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { urgency } from '../../lib/requestState';

/** How long it has waited of the time that a review may take: `waiting 3 h of 24 h`. */
export function AgeClock({ request }: { request: Request }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { submittedAt, dueAt } = request;
  if (!submittedAt) {
    return <span />;
  }
  const state = urgency(request, time.now.getTime());
  const waited = time.since(submittedAt);
  return (
    <time
      dateTime={submittedAt}
      data-urgency={state}
      title={dueAt ? t('queue.due', { at: time.at(dueAt) }) : undefined}
    >
      {dueAt
        ? t('queue.waitingOf', {
            waited,
            of: time.between(submittedAt, dueAt),
          })
        : t('queue.waiting', { waited })}
      {state === 'overdue' && (
        <> · {t('queue.overdue', { by: time.since(dueAt!) })}</>
      )}
    </time>
  );
}
