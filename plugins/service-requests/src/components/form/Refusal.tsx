import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel, Notice } from '@callboard/frontend-kit';
import { useSaid } from '../../hooks/useSaid';
import { useTranslation } from '../../hooks/useTranslation';
import { useVerdictWords } from '../../hooks/useVerdictWords';
import { sentence } from '../../lib/verdicts';

/** Why it was not taken, and what to do. */
export function Refusal(props: {
  error: unknown;
  denied: Verdict[];
  /** Somebody has tried to hand it in as it is. */
  isTried: boolean;
}) {
  const { error, denied, isTried } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const inWords = useVerdictWords();
  // What has a field stands there.
  const elsewhere = denied
    .map(inWords)
    .filter(({ field }) => field === undefined);
  if (!error) {
    return isTried && elsewhere.length > 0 ? (
      <Notice
        status="danger"
        title={t('form.denied')}
        description={elsewhere
          .map(({ message, passes = '' }) => `${message} ${passes}`)
          .join(' ')}
      />
    ) : null;
  }
  if (!(error instanceof ServiceRequestsError)) {
    return <ErrorPanel title={t('form.notHandedIn')} error={error} mutation />;
  }
  const sentences = [
    ...(error.verdicts.length > 0
      ? denied.map(inWords).map(({ message }) => message)
      : []),
    ...error.quotas.map(quota =>
      t('form.quotaFull', { title: said(quota.title) }),
    ),
    ...error.fields.map(({ field, message }) => sentence(field, message, said)),
  ];
  if (sentences.length === 0) {
    return <ErrorPanel title={t('form.notHandedIn')} error={error} mutation />;
  }
  return (
    <Notice
      status="danger"
      title={t('form.notHandedIn')}
      description={`${sentences.join(' ')} ${t('form.asDraft')}`}
    />
  );
}
