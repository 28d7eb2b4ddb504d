import type { Cost } from '@callboard/backstage-plugin-service-requests-common';
import { Toggle } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './CostView.module.css';

/** The estimate for a month in one line: `€0 → €62 / month (estimate)`. */
export function useCostText() {
  const { t } = useTranslation();
  const { money } = useTimeFormat();
  return (cost: Cost) => {
    const { before, after, currency } = cost;
    const amount = (value: number | undefined) =>
      value === undefined ? t('common.unknown') : money(value, currency);
    if (before === undefined && after === undefined) {
      return t('cost.unknown');
    }
    const way =
      before === after ? amount(after) : `${amount(before)} → ${amount(after)}`;
    return t('cost.perMonth', { amount: way });
  };
}

/** The difference for a month: `+€62`. */
export function useDeltaText() {
  const { t } = useTranslation();
  const { money } = useTimeFormat();
  return ({ delta, currency }: Cost) =>
    delta === undefined
      ? t('cost.unknown')
      : t('cost.delta', {
          amount: `${delta > 0 ? '+' : ''}${money(delta, currency)}`,
        });
}

/** Whether there is anything to price yet: nothing does not cost zero. */
export function isPriced({ lines, unknown }: Cost): boolean {
  return lines.length + unknown.length > 0;
}

/** The estimate with its lines, what is not known, and what it assumes. */
export function CostView({ cost }: { cost: Cost }) {
  const { t } = useTranslation();
  const { money, day } = useTimeFormat();
  const costText = useCostText();
  const said = useSaid();
  const [isOpen, setOpen] = useState(false);
  const { lines, unknown, assumptions, pricesOf, currency } = cost;
  const amount = (value: number | undefined) =>
    value === undefined ? t('common.unknown') : money(value, currency);
  return (
    <div className={styles.cost}>
      <strong>{costText(cost)}</strong>
      {unknown.length > 0 && (
        <div className={styles.unknown}>
          {t('cost.unknownParts')}
          <ul>
            {unknown.map(part => (
              <li key={part}>{said(part)}</li>
            ))}
          </ul>
        </div>
      )}
      {(lines.length > 0 || assumptions.length > 0) && (
        <Toggle
          title={t('cost.details')}
          isOpen={isOpen}
          onToggle={() => setOpen(!isOpen)}
        >
          <ul className={styles.lines}>
            {lines.map(({ item, region, label, before, after }) => (
              <li key={`${item} ${region} ${label}`}>
                <span>
                  {said(label)} · {region}
                </span>
                <span>
                  {before === undefined || before === after
                    ? amount(after)
                    : `${amount(before)} → ${amount(after)}`}
                </span>
              </li>
            ))}
          </ul>
          {assumptions.length > 0 && (
            <div>
              {t('cost.assumptions')}
              <ul>
                {assumptions.map(assumption => (
                  <li key={assumption}>{said(assumption)}</li>
                ))}
              </ul>
            </div>
          )}
          {pricesOf && (
            <span className={styles.hint}>
              {t('cost.pricesOf', { day: day(pricesOf) })}
            </span>
          )}
        </Toggle>
      )}
    </div>
  );
}
