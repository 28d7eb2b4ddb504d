import {
  NumberField,
  Select,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { useValueText } from '../../hooks/useValueText';
import { isSame, type ParameterField } from '../../lib/parameterFields';
import styles from './Form.module.css';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';

type Props = {
  field: ParameterField;
  /** Where it stands in the draft: `items/0/parameters/size`. */
  place: string;
  value: unknown;
  /** What it is now, where something is changed. */
  now?: unknown;
  onChange: (value: unknown) => void;
};

/** One parameter with what is said of it. */
export function OneField(props: Props) {
  const { field, place, value, now, onChange } = props;
  const { t } = useTranslation();
  const valueText = useValueText();
  const { remark, isInvalid, touch } = useRemark(place);
  const isChanged = now !== undefined && !isSame(now, value);
  const description = [
    field.description,
    isChanged && t('form.now', { value: valueText(now) }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={styles.field} data-changed={isChanged || undefined}>
      <Control
        {...props}
        labels={{
          label: field.title,
          description: description || undefined,
          isInvalid,
          isRequired: field.required,
          secondaryLabel: field.required ? t('form.required') : undefined,
          onBlur: touch,
        }}
        onChange={next => {
          touch();
          onChange(next);
        }}
      />
      <RemarkText remark={remark} />
    </div>
  );
}

type Labels = {
  label: string;
  description?: string;
  isInvalid: boolean;
  isRequired: boolean;
  secondaryLabel?: string;
  onBlur: () => void;
};

function Control(props: Props & { labels: Labels }) {
  const { field, value, labels, onChange } = props;
  const { t } = useTranslation();
  switch (field.kind) {
    case 'boolean':
      return (
        <>
          <Switch
            label={field.title}
            isSelected={value === true}
            onChange={onChange}
          />
          {labels.description && (
            <span className={styles.hint}>{labels.description}</span>
          )}
        </>
      );
    case 'number':
      return (
        <NumberField
          {...labels}
          validationBehavior="aria"
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
          placeholder={t('form.choose')}
          selectionMode="single"
          options={field.options.map(option => ({
            id: String(option.value),
            label: option.label,
          }))}
          value={value === undefined ? null : String(value)}
          onChange={key =>
            onChange(
              field.options.find(option => String(option.value) === String(key))
                ?.value,
            )
          }
        />
      );
    case 'texts':
      return <TextsField {...props} />;
    case 'text':
      return field.multiline ? (
        <TextAreaField
          {...labels}
          validationBehavior="aria"
          maxLength={field.maxLength}
          value={typeof value === 'string' ? value : ''}
          onChange={text => onChange(text || undefined)}
        />
      ) : (
        <TextField
          {...labels}
          validationBehavior="aria"
          autoComplete="off"
          maxLength={field.maxLength}
          placeholder={field.placeholder}
          value={typeof value === 'string' ? value : ''}
          onChange={text => onChange(text || undefined)}
        />
      );
    default:
      return <JsonField {...props} />;
  }
}

/** A list of texts, a line each. */
function TextsField({ value, labels, onChange }: Props & { labels: Labels }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    Array.isArray(value) ? value.join('\n') : '',
  );
  return (
    <TextAreaField
      {...labels}
      validationBehavior="aria"
      description={[labels.description, t('form.linePerValue')]
        .filter(Boolean)
        .join(' · ')}
      value={text}
      onChange={next => {
        setText(next);
        const lines = next
          .split('\n')
          .map(line => line.trim())
          .filter(Boolean);
        onChange(lines.length > 0 ? lines : undefined);
      }}
    />
  );
}

function JsonField({ value, labels, onChange }: Props & { labels: Labels }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const [isBroken, setBroken] = useState(false);
  return (
    <TextAreaField
      {...labels}
      validationBehavior="aria"
      description={isBroken ? t('form.notJson') : labels.description}
      isInvalid={isBroken || labels.isInvalid}
      value={text}
      onChange={next => {
        setText(next);
        try {
          onChange(next.trim() ? JSON.parse(next) : undefined);
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}
