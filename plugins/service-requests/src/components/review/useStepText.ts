import type { TimelineEntry } from '@callboard/backstage-plugin-service-requests-common';
import { useTranslation } from '../../hooks/useTranslation';
import { review } from '../../translations/review';

type StepKey = Extract<keyof typeof review, `step.${string}`>;

/** What happened, as people say it; what has no words is named as it is. */
export function useStepText() {
  const { t } = useTranslation();
  return ({ type, revision }: TimelineEntry) => {
    const key = `step.${type.replace(/^request\./, '')}`;
    const text = key in review ? t(key as StepKey) : type;
    return revision !== undefined && revision > 1
      ? `${text} (${t('request.revision', { revision: String(revision) })})`
      : text;
  };
}
