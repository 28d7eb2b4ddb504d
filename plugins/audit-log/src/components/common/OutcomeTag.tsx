import type { Outcome } from '@callboard/backstage-plugin-audit-log-common';
import { Status, Tone } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';

const TONES: Record<Outcome, Tone> = {
  succeeded: 'success',
  failed: 'warning',
  denied: 'danger',
};

/** How it ended, as a word with its colour. */
export function OutcomeTag(props: { outcome: Outcome }) {
  const { t } = useTranslation();
  const { outcome } = props;
  return <Status tone={TONES[outcome]}>{t(`log.outcome.${outcome}`)}</Status>;
}
