import type {
  Rates,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { Switch, Text } from '@backstage/ui';
import { useRateText } from '../../../hooks/useRateText';
import { useTranslation } from '../../../hooks/useTranslation';
import fields from '../common/Fields.module.css';
import { RatesField } from './RatesField';

/** A resource's rates: its type's, or its own in their place. */
export function ResourceRates(props: {
  /** undefined is as the type says. */
  rates: Rates | undefined;
  type: ResourceType | undefined;
  isPool: boolean;
  readOnly?: boolean;
  problem: (index: number) => string | undefined;
  onChange: (rates: Rates | undefined) => void;
}) {
  const { rates, type, isPool, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const text = useRateText();
  const ofType = text(type?.rates ?? [], isPool);
  return (
    <div className={fields.picker}>
      <Switch
        label={t('rates.own')}
        isSelected={rates !== undefined}
        isDisabled={readOnly}
        onChange={own => onChange(own ? (type?.rates ?? []) : undefined)}
      />
      {rates === undefined ? (
        <Text as="p" color="secondary">
          {ofType
            ? t('rates.ofType', { rates: ofType })
            : t('rates.ofTypeNone')}
        </Text>
      ) : (
        <RatesField
          rates={rates}
          readOnly={readOnly}
          problem={problem}
          onChange={onChange}
        />
      )}
    </div>
  );
}
