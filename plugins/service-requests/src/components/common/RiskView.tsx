import type { Risk } from '@callboard/backstage-plugin-service-requests-common';
import { Status, type Tone } from '@callboard/frontend-kit';
import { useSaid } from '../../hooks/useSaid';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './CostView.module.css';

const TONES: Record<Risk['level'], Tone> = {
  none: 'neutral',
  brief: 'warning',
  outage: 'danger',
  'data-loss': 'danger',
};

/** What it may do to those who use the service. */
export function RiskView({ risk }: { risk: Risk }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <div className={styles.cost}>
      <span>
        <Status tone={TONES[risk.level]}>{t(`risk.${risk.level}`)}</Status>
      </span>
      {risk.reasons.length > 0 && (
        <ul>
          {risk.reasons.map(reason => (
            <li key={reason}>{said(reason)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
