import {
  Checkbox,
  NumberField,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import type { ParameterField } from '../../lib/parameterSchema';

type Values = Record<string, unknown>;

/** What the type of the resource asks for, a field each. */
export function ParameterFields(props: {
  fields: ParameterField[];
  values: Values;
  onChange: (values: Values) => void;
}) {
  const { fields, values, onChange } = props;
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <>
      {fields.map(field => (
        <OneField
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={value => set(field.name, value)}
        />
      ))}
    </>
  );
}

function OneField(props: {
  field: ParameterField;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { field, value, onChange } = props;
  const { t } = useTranslation();
  const labels = {
    label: field.title,
    description: field.description,
    isRequired: field.required,
    secondaryLabel: field.required ? t('common.required') : undefined,
  };
  switch (field.kind) {
    case 'boolean':
      return (
        <Checkbox isSelected={value === true} onChange={onChange}>
          {field.title}
        </Checkbox>
      );
    case 'number':
      return (
        <NumberField
          {...labels}
          minValue={field.minimum}
          maxValue={field.maximum}
          step={field.integer ? 1 : undefined}
          value={typeof value === 'number' ? value : NaN}
          onChange={number =>
            onChange(Number.isNaN(number) ? undefined : number)
          }
        />
      );
    case 'choice':
      return (
        <Select
          {...labels}
          placeholder={t('booking.choose')}
          selectionMode="single"
          options={field.options.map(option => ({ id: option, label: option }))}
          value={typeof value === 'string' ? value : null}
          onChange={key => onChange(key === null ? undefined : String(key))}
        />
      );
    case 'text':
      return (
        <TextField
          {...labels}
          maxLength={field.maxLength}
          value={typeof value === 'string' ? value : ''}
          onChange={text => onChange(text || undefined)}
        />
      );
    default:
      return <JsonField labels={labels} value={value} onChange={onChange} />;
  }
}

function JsonField(props: {
  labels: {
    label: string;
    description?: string;
    isRequired: boolean;
    secondaryLabel?: string;
  };
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { labels, value, onChange } = props;
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const [isInvalid, setInvalid] = useState(false);
  return (
    <TextAreaField
      {...labels}
      description={isInvalid ? t('booking.notJson') : labels.description}
      isInvalid={isInvalid}
      value={text}
      onChange={next => {
        setText(next);
        try {
          onChange(next.trim() ? JSON.parse(next) : undefined);
          setInvalid(false);
        } catch {
          setInvalid(true);
        }
      }}
    />
  );
}
