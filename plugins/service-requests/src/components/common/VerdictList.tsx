import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import { Status, type Tone } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { useVerdictWords } from '../../hooks/useVerdictWords';
import { worstVerdictsFirst } from '../../lib/verdicts';
import styles from './VerdictList.module.css';

const TONES: Record<Verdict['result'], Tone> = {
  deny: 'danger',
  warn: 'warning',
  info: 'info',
  allow: 'success',
};

/** What the rules say, the worst first, with what would pass. */
export function VerdictList(props: {
  verdicts: Verdict[];
  /** What an item is called, where there are several. */
  nameOf?: (item: number) => string | undefined;
}) {
  const { verdicts, nameOf } = props;
  const { t } = useTranslation();
  const inWords = useVerdictWords();
  return (
    <ul className={styles.verdicts}>
      {worstVerdictsFirst(verdicts)
        .map(inWords)
        .map((verdict, place) => {
          const { policy, result, message, passes, item, overridden } = verdict;
          const name = item === undefined ? undefined : nameOf?.(item);
          return (
            <li key={`${policy} ${item} ${place}`}>
              <span className={styles.result}>
                <Status tone={overridden ? 'neutral' : TONES[result]}>
                  {t(overridden ? 'verdict.overridden' : `verdict.${result}`)}
                </Status>
              </span>
              <span className={styles.body}>
                <span>
                  {name && <strong>{name}: </strong>}
                  {message}
                </span>
                {passes && (
                  <span className={styles.passes}>
                    {t('verdict.passes', { what: passes })}
                  </span>
                )}
                <code className={styles.policy}>{policy}</code>
              </span>
            </li>
          );
        })}
    </ul>
  );
}
