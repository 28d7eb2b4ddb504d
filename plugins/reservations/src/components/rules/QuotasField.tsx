import type { Quota } from '@callboard/backstage-plugin-reservations-common';
import { Button, ButtonIcon, NumberField, Select, Text } from '@backstage/ui';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Rules.module.css';

const PER = ['owner', 'group', 'project'] as const;
const OF = ['hours', 'bookings', 'units'] as const;
const IN = ['day', 'week', 'month', 'future'] as const;
const MAX_QUOTAS = 10;

/** Quotas as sentences: who may have at most how much of what in which time. */
export function QuotasField(props: {
  quotas: Quota[];
  problem: (index: number) => string | undefined;
  onChange: (quotas: Quota[]) => void;
}) {
  const { quotas, problem, onChange } = props;
  const { t } = useTranslation();
  const replace = (index: number, quota: Quota) =>
    onChange(quotas.map((one, at) => (at === index ? quota : one)));
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {t('rules.quotas.hint')}
      </Text>
      {quotas.map((quota, index) => (
        <QuotaRow
          // Rows are told apart by their place: nothing else of them stays.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          name={t('rules.quotas.nth', { n: String(index + 1) })}
          quota={quota}
          problem={problem(index)}
          onChange={one => replace(index, one)}
          onRemove={() => onChange(quotas.filter((_, at) => at !== index))}
        />
      ))}
      {quotas.length < MAX_QUOTAS && (
        <Button
          className={styles.add}
          size="small"
          variant="secondary"
          iconStart={<RiAddLine />}
          onPress={() =>
            onChange([
              ...quotas,
              { per: 'owner', of: 'hours', amount: 40, in: 'week' },
            ])
          }
        >
          {t('rules.quotas.add')}
        </Button>
      )}
    </>
  );
}

function QuotaRow(props: {
  name: string;
  quota: Quota;
  problem?: string;
  onChange: (quota: Quota) => void;
  onRemove: () => void;
}) {
  const { name, quota, problem, onChange, onRemove } = props;
  const { t } = useTranslation();
  return (
    <fieldset className={styles.row} aria-label={name}>
      <Select
        label={t('rules.quotas.who')}
        options={PER.map(id => ({ id, label: t(`rules.per.${id}`) }))}
        value={quota.per}
        onChange={key =>
          onChange({ ...quota, per: PER.find(id => id === key) ?? 'owner' })
        }
      />
      <NumberField
        label={t('rules.quotas.amount')}
        minValue={0}
        formatOptions={{ useGrouping: false, maximumFractionDigits: 2 }}
        value={quota.amount}
        onChange={amount => onChange({ ...quota, amount })}
        validationBehavior="aria"
        validate={() => problem ?? null}
      />
      <Select
        label={t('rules.quotas.of')}
        options={OF.map(id => ({ id, label: t(`rules.of.${id}`) }))}
        value={quota.of}
        onChange={key =>
          onChange({ ...quota, of: OF.find(id => id === key) ?? 'hours' })
        }
      />
      <Select
        label={t('rules.quotas.in')}
        options={IN.map(id => ({ id, label: t(`rules.in.${id}`) }))}
        value={quota.in}
        onChange={key =>
          onChange({ ...quota, in: IN.find(id => id === key) ?? 'week' })
        }
      />
      <ButtonIcon
        variant="tertiary"
        icon={<RiCloseLine />}
        aria-label={`${t('rules.remove')}: ${name}`}
        onPress={onRemove}
      />
    </fieldset>
  );
}
