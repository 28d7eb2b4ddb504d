import { Toggle } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import {
  isShown,
  type ParameterField,
  type Values,
  valueAt,
  withValueAt,
} from '../../lib/parameterFields';
import styles from './Form.module.css';
import { OneField } from './OneField';
import { useHasRemark } from './useRemarks';

/** Fields of an item: what matters first, the rest folded. */
export function ParameterFields(props: {
  fields: ParameterField[];
  values: Values;
  /** As it is now, where something is changed. */
  current?: Values;
  /** Where the parameters stand in the draft. */
  place: string;
  onChange: (values: Values) => void;
}) {
  const { place, values } = props;
  const { t } = useTranslation();
  const fields = props.fields.filter(field => isShown(field, values));
  const first = fields.filter(field => !field.advanced);
  const more = fields.filter(field => field.advanced);
  const [isOpen, setOpen] = useState(false);
  const isWrongWithin = useHasRemark(
    more.map(field => `${place}/${field.path.join('/')}`),
  );
  return (
    <>
      <FieldGroups {...props} fields={first} />
      {more.length > 0 && (
        <Toggle
          title={t('form.moreOptions')}
          isOpen={isOpen || isWrongWithin}
          onToggle={() => setOpen(!isOpen)}
        >
          <FieldGroups {...props} fields={more} />
        </Toggle>
      )}
    </>
  );
}

type GroupProps = Parameters<typeof ParameterFields>[0];

/** Fields under the headings that the offering gives them. */
function FieldGroups(props: GroupProps) {
  const { fields } = props;
  const groups = [...new Set(fields.map(({ group }) => group))];
  return (
    <>
      {groups.map(group => (
        <FieldSet key={group ?? ''} title={group}>
          <Fields
            {...props}
            fields={fields.filter(field => field.group === group)}
          />
        </FieldSet>
      ))}
    </>
  );
}

function FieldSet(props: { title?: string; children: React.ReactNode }) {
  return props.title ? (
    <fieldset className={styles.group}>
      <legend>{props.title}</legend>
      {props.children}
    </fieldset>
  ) : (
    <>{props.children}</>
  );
}

function Fields(props: GroupProps) {
  const { fields, values, current, place, onChange } = props;
  return (
    <>
      {fields.map(field =>
        field.kind === 'fields' ? (
          <FieldSet key={field.path.join('/')} title={field.title}>
            {field.description && (
              <span className={styles.hint}>{field.description}</span>
            )}
            <Fields {...props} fields={field.fields} />
          </FieldSet>
        ) : (
          <OneField
            key={field.path.join('/')}
            field={field}
            place={`${place}/${field.path.join('/')}`}
            value={valueAt(values, field.path)}
            now={current && valueAt(current, field.path)}
            onChange={value => onChange(withValueAt(values, field.path, value))}
          />
        ),
      )}
    </>
  );
}
