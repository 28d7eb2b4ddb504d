import type {
  QuotaUse,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useResourceTypes } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { verdictWords } from '../../lib/verdictWords';
import styles from './Rules.module.css';
import { useRuleTexts } from './useRuleTexts';

/** What rules say beside yes and no: how far quotas are used, and remarks. */
export function QuotaNotes({ verdicts }: { verdicts: readonly Verdict[] }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { amount } = useRuleTexts();
  const { data: types = [] } = useResourceTypes();
  const remarks = verdicts.filter(
    ({ result, message, use }) => result === 'allow' && message && !use,
  );
  const used = verdicts.filter(({ use }) => use !== undefined);
  if (used.length + remarks.length === 0) {
    return null;
  }
  const whose = (use: QuotaUse) => {
    const type = types.find(({ name }) => name === use.type)?.title ?? use.type;
    return use.per === 'owner'
      ? t('rules.use.own', { type })
      : t('rules.use.other', { type, who: nameOf(use) });
  };
  return (
    <ul className={styles.notes}>
      {used.map(({ use }) => (
        <li
          key={JSON.stringify([
            use!.per,
            use!.ref,
            use!.type,
            use!.of,
            use!.in,
          ])}
          data-full={use!.used + use!.wanted > use!.amount}
        >
          {t('rules.use', {
            whose: whose(use!),
            total: String(round(use!.used + use!.wanted)),
            amount: amount(use!, use!.amount),
            when: t(`rules.this.${use!.in}`),
          })}
        </li>
      ))}
      {remarks.map(remark => (
        <li key={remark.policy}>
          {verdictWords(remark, { t, format }).message}
        </li>
      ))}
    </ul>
  );
}

function nameOf({ per, ref }: QuotaUse): string {
  return per === 'project' ? ref : parseEntityRef(ref).name;
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
