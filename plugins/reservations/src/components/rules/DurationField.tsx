import { NumberField, Select } from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import {
  DURATION_UNITS,
  type DurationUnit,
  inMinutes,
  inUnit,
  unitOf,
} from '../../lib/rules';
import styles from './Rules.module.css';

/** A length in the unit in which people say it; nothing is no such rule. */
export function DurationField(props: {
  label: string;
  description?: string;
  minutes: number | undefined;
  problem?: string;
  onChange: (minutes: number | undefined) => void;
}) {
  const { label, description, minutes, problem, onChange } = props;
  const { t } = useTranslation();
  const [unit, setUnit] = useState<DurationUnit>(() => unitOf(minutes));
  return (
    <div className={styles.duration}>
      <NumberField
        label={label}
        description={description}
        minValue={0}
        formatOptions={{ useGrouping: false, maximumFractionDigits: 2 }}
        value={minutes === undefined ? NaN : inUnit(minutes, unit)}
        onChange={amount =>
          onChange(Number.isNaN(amount) ? undefined : inMinutes(amount, unit))
        }
        validationBehavior="aria"
        validate={() => problem ?? null}
      />
      <Select
        aria-label={`${label}: ${t('rules.unit')}`}
        options={DURATION_UNITS.map(id => ({ id, label: t(`rules.${id}`) }))}
        value={unit}
        onChange={key => {
          const next = DURATION_UNITS.find(id => id === key) ?? 'minutes';
          setUnit(next);
          if (minutes !== undefined) {
            onChange(inMinutes(inUnit(minutes, unit), next));
          }
        }}
      />
    </div>
  );
}
