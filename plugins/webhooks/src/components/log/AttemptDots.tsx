import type { Attempt } from '@callboard/backstage-plugin-webhooks-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import styles from './AttemptDots.module.css';

/** What came of an attempt: `500 Refused`, `Timed out`, `200 Delivered`. */
export function attemptText(attempt: Attempt, t: Translate): string {
  const { outcome, errorClass, response } = attempt;
  const word =
    outcome === 'failed' && errorClass
      ? t(`log.error.${errorClass}`)
      : t(`log.outcome.${outcome}`);
  return response ? `${response.status} ${word}` : word;
}

/** The attempts as ○●●, oldest first; one of them is chosen. */
export function AttemptDots(props: {
  attempts: Attempt[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const { attempts, chosen, onChoose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <div
      className={styles.dots}
      role="group"
      aria-label={t('log.attempts.label')}
    >
      <span aria-hidden>{t('log.attempts.label')}</span>
      {attempts.map(attempt => {
        const name = t('log.attempts.named', {
          number: String(attempt.number),
          outcome: attemptText(attempt, t),
          when: format.at(attempt.startedAt),
        });
        return (
          <button
            key={attempt.id}
            type="button"
            className={styles.dot}
            data-outcome={attempt.outcome}
            aria-pressed={attempt.id === chosen}
            aria-label={name}
            title={name}
            onClick={() => onChoose(attempt.id)}
          >
            <span aria-hidden />
          </button>
        );
      })}
    </div>
  );
}
