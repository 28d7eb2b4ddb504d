import type { Project } from '@callboard/backstage-plugin-reservations-common';
import { useLanguage } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { sayAmount, usageShares } from '../../lib/projects';
import styles from './Projects.module.css';

/** How much of a budget is used, planned and left: as a bar and in words. */
export function UsageBar(props: Pick<Project, 'budget' | 'usage'>) {
  const { budget, usage } = props;
  const { t } = useTranslation();
  const locale = useLanguage();
  const say = (amount: number) => sayAmount(budget, amount, locale);
  const overdrawn = usage.remaining < 0;
  const shares = usageShares(budget, usage);
  return (
    <div className={styles.usage}>
      <div className={styles.bar} data-overdrawn={overdrawn} aria-hidden>
        <span className={styles.used} style={{ width: `${shares.used}%` }} />
        <span
          className={styles.planned}
          style={{ width: `${shares.planned}%` }}
        />
      </div>
      <p className={styles.said} data-overdrawn={overdrawn}>
        {t(overdrawn ? 'projects.overdrawn' : 'projects.remaining', {
          amount: say(Math.abs(usage.remaining)),
          budget: say(budget.amount),
        })}
        {usage.used > 0 &&
          ` · ${t('projects.used', { amount: say(usage.used) })}`}
        {usage.planned > 0 &&
          ` · ${t('projects.planned', { amount: say(usage.planned) })}`}
      </p>
    </div>
  );
}
