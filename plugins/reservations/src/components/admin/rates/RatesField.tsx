import type { Rates } from '@callboard/backstage-plugin-reservations-common';
import {
  Button,
  ButtonIcon,
  NumberField,
  Text,
  TextField,
} from '@backstage/ui';
import { FieldProblem, useNow } from '@callboard/frontend-kit';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { DateTime } from 'luxon';
import { useId } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import fields from '../common/Fields.module.css';
import styles from './RatesField.module.css';

const DECIMALS = { maximumFractionDigits: 6 };

/** What a unit costs for an hour, and from which day on. */
export function RatesField(props: {
  rates: Rates;
  readOnly?: boolean;
  /** What is wrong with the rate in this place. */
  problem: (index: number) => string | undefined;
  onChange: (rates: Rates) => void;
}) {
  const { rates, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const today = DateTime.fromJSDate(useNow()).toISODate()!;
  const set = (index: number, change: Partial<Rates[number]>) =>
    onChange(
      rates.map((rate, at) => (at === index ? { ...rate, ...change } : rate)),
    );
  const add = () =>
    onChange([
      ...rates,
      {
        from: rates.length === 0 ? today : '',
        perUnitHour: rates.at(-1)?.perUnitHour ?? 0,
        currency: rates.at(-1)?.currency ?? 'EUR',
      },
    ]);
  return (
    <fieldset className={fields.group} disabled={readOnly}>
      <legend>{t('rates.label')}</legend>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={fields.note}
      >
        {t('rates.hint')}
      </Text>
      {rates.length === 0 && (
        <Text as="p" className={fields.note}>
          {t('rates.none')}
        </Text>
      )}
      {rates.map((rate, index) => (
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.row}>
          <DayField
            label={t('rates.from')}
            value={rate.from}
            onChange={from => set(index, { from })}
          />
          <NumberField
            label={t('rates.amount')}
            className={styles.amount}
            value={rate.perUnitHour}
            minValue={0}
            formatOptions={DECIMALS}
            isDisabled={readOnly}
            onChange={perUnitHour => set(index, { perUnitHour })}
          />
          <TextField
            label={t('rates.currency')}
            className={styles.currency}
            maxLength={3}
            value={rate.currency}
            isDisabled={readOnly}
            onChange={currency =>
              set(index, { currency: currency.toUpperCase() })
            }
          />
          <ButtonIcon
            variant="tertiary"
            icon={<RiDeleteBinLine />}
            aria-label={t('rates.remove', { from: rate.from })}
            isDisabled={readOnly}
            onPress={() => onChange(rates.filter((_, at) => at !== index))}
          />
          <div className={styles.problem}>
            <FieldProblem problem={problem(index)} />
          </div>
        </div>
      ))}
      {!readOnly && (
        <div>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiAddLine />}
            onPress={add}
          >
            {t('rates.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function DayField(props: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const { label, value, onChange } = props;
  const id = useId();
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}
