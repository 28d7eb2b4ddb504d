import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { Checkbox, NumberField, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityRefsField } from '../admin/common/EntityRefsField';
import { DurationField } from './DurationField';
import { TimeField } from './TimeField';

const WHOLE = { useGrouping: false, maximumFractionDigits: 0 };

type Of<Name extends keyof PolicyDefaults> = NonNullable<PolicyDefaults[Name]>;

interface Part<Value> {
  value: Value;
  readOnly?: boolean;
  onChange: (value: Value) => void;
}

/** Without a key that has no value: the server takes none for nothing said. */
function put<T extends object>(value: T, more: Partial<T>): T {
  const merged = { ...value, ...more };
  return Object.fromEntries(
    Object.entries(merged).filter(([, one]) => one !== undefined),
  ) as T;
}

export function ApprovalPart(props: Part<Of<'approval'>>) {
  const { value, readOnly, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      <Checkbox
        isSelected={value.required}
        isDisabled={readOnly}
        onChange={required => onChange({ ...value, required })}
      >
        {t('rules.approval.required')}
      </Checkbox>
      {value.required && (
        <>
          <DurationField
            label={t('rules.approval.over')}
            minutes={value.overMinutes}
            onChange={overMinutes => onChange(put(value, { overMinutes }))}
          />
          <DurationField
            label={t('rules.approval.expires')}
            minutes={value.expiresAfterMinutes}
            onChange={expiresAfterMinutes =>
              onChange(put(value, { expiresAfterMinutes }))
            }
          />
          <EntityRefsField
            label={t('rules.approval.approvers')}
            description={t('rules.approval.approversHint')}
            isDisabled={readOnly}
            value={value.approvers ?? []}
            onChange={approvers => onChange({ ...value, approvers })}
          />
        </>
      )}
    </>
  );
}

export function CertificationsPart(props: Part<Of<'certifications'>>) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  // What is typed is not yet a list: a comma at the end would vanish.
  const [text, setText] = useState(value.join(', '));
  return (
    <TextField
      label={t('rules.certifications.names')}
      description={t('rules.certifications.hint')}
      value={text}
      onChange={typed => {
        setText(typed);
        const names = typed.split(',').map(name => name.trim());
        onChange([...new Set(names.filter(Boolean))]);
      }}
    />
  );
}

export function CheckInPart(props: Part<Of<'checkIn'>>) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      <DurationField
        label={t('rules.checkIn.within')}
        minutes={value.withinMinutes}
        onChange={(withinMinutes = 15) => onChange({ ...value, withinMinutes })}
      />
      <DurationField
        label={t('rules.checkIn.opens')}
        minutes={value.opensMinutes}
        onChange={opensMinutes => onChange(put(value, { opensMinutes }))}
      />
      <NumberField
        label={t('rules.checkIn.noShows')}
        formatOptions={WHOLE}
        minValue={1}
        value={value.noShows ?? NaN}
        onChange={noShows =>
          onChange(
            Number.isNaN(noShows)
              ? put(value, { noShows: undefined, restrictDays: undefined })
              : { ...value, noShows },
          )
        }
      />
      {value.noShows !== undefined && (
        <NumberField
          label={t('rules.checkIn.restrictDays')}
          formatOptions={WHOLE}
          minValue={1}
          value={value.restrictDays ?? NaN}
          onChange={days =>
            onChange(
              put(value, {
                restrictDays: Number.isNaN(days) ? undefined : days,
              }),
            )
          }
        />
      )}
    </>
  );
}

export function OffHoursPart(props: Part<Of<'offHours'>>) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      <TimeField
        label={t('rules.offHours.at')}
        value={value.at}
        onChange={at => onChange({ ...value, at })}
      />
      <DurationField
        label={t('rules.offHours.warn')}
        minutes={value.warnMinutes}
        onChange={warnMinutes => onChange(put(value, { warnMinutes }))}
      />
    </>
  );
}
