import type { QuotaUse } from '@callboard/backstage-plugin-service-requests-common';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './QuotaBars.module.css';

/** How much of each quota is used, held by open requests, and asked for. */
export function QuotaBars({ quotas }: { quotas: QuotaUse[] }) {
  return (
    <ul className={styles.quotas}>
      {quotas.map(use => (
        <QuotaBar key={use.quota} use={use} />
      ))}
    </ul>
  );
}

function QuotaBar({ use }: { use: QuotaUse }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { number } = useTimeFormat();
  const { title, unit = '', limit, used, pending, asked } = use;
  const isOver = used + pending + asked > limit;
  const share = (value: number) =>
    limit > 0 ? `${Math.max(0, Math.min(100, (value / limit) * 100))}%` : '0%';
  const plus = (value: number) =>
    value < 0 ? ` − ${number(-value)}` : ` + ${number(value)}`;
  return (
    <li data-over={isOver || undefined}>
      <span className={styles.head}>
        <span>{said(title)}</span>
        <span className={styles.sum}>
          {t('quota.sum', {
            sum: `${number(used)}${pending ? plus(pending) : ''}${plus(asked)}`,
            limit: number(limit),
            unit,
          })}
        </span>
      </span>
      <span className={styles.bar} aria-hidden>
        <span data-part="used" style={{ width: share(used) }} />
        <span data-part="pending" style={{ width: share(pending) }} />
        <span data-part="asked" style={{ width: share(asked) }} />
      </span>
      <span className={styles.hint}>
        {t('quota.parts', {
          used: number(used),
          pending: number(pending),
          asked: number(asked),
        })}
        {isOver && <strong className={styles.over}> {t('quota.over')}</strong>}
      </span>
    </li>
  );
}
