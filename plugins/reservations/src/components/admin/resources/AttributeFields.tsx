import {
  Checkbox,
  NumberField,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import styles from '../common/Fields.module.css';
import { FieldProblem } from '@callboard/frontend-kit';
import { Parameter, readSchema } from '../schema/parameterSchema';
import { parseSchema } from '../schema/SchemaEditor';
import { Attributes, withAttribute } from './attributeValues';

const NONE = 'none';

/**
 * The facts that a type asks for: a field for each, or JSON where the type's
 * schema says more than fields can.
 */
export function AttributeFields(props: {
  schema: unknown;
  value: Attributes | undefined;
  readOnly?: boolean;
  problem: (field: string) => string | undefined;
  onChange: (attributes: Attributes | undefined) => void;
}) {
  const { schema, value, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const rows = readSchema(schema);
  if (!rows) {
    return <JsonAttributes {...props} />;
  }
  if (rows.parameters.length === 0) {
    return null;
  }
  const attributes = value ?? {};
  return (
    <fieldset className={styles.group}>
      <legend>{t('admin.resource.attributes')}</legend>
      <div className={styles.pair}>
        {rows.parameters.map(parameter => (
          <AttributeField
            key={parameter.name}
            parameter={parameter}
            value={attributes[parameter.name]}
            readOnly={readOnly}
            problem={problem(`attributes/${parameter.name}`)}
            onChange={next =>
              onChange(withAttribute(attributes, parameter.name, next))
            }
          />
        ))}
      </div>
      <FieldProblem problem={problem('attributes')} />
    </fieldset>
  );
}

function AttributeField(props: {
  parameter: Parameter;
  value: unknown;
  readOnly?: boolean;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const { parameter, value, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const common = {
    label: parameter.label || parameter.name,
    description: parameter.description || undefined,
    secondaryLabel: parameter.required ? t('admin.required') : undefined,
    validationBehavior: 'aria' as const,
    validate: () => problem ?? null,
  };
  switch (parameter.kind) {
    case 'boolean':
      return (
        <div className={styles.picker}>
          <Checkbox
            isSelected={value === true}
            isReadOnly={readOnly}
            onChange={onChange}
          >
            {common.label}
          </Checkbox>
          <FieldProblem problem={problem} />
        </div>
      );
    case 'choice':
      return (
        <div className={styles.picker}>
          <Select
            label={common.label}
            description={common.description}
            secondaryLabel={common.secondaryLabel}
            isDisabled={readOnly}
            isInvalid={Boolean(problem)}
            options={[
              { id: NONE, label: t('admin.resource.notSaid') },
              ...parameter.choices.map(choice => ({
                id: `choice:${choice}`,
                label: choice,
              })),
            ]}
            value={value === undefined ? NONE : `choice:${String(value)}`}
            onChange={key =>
              onChange(
                key === NONE ? undefined : String(key).slice('choice:'.length),
              )
            }
          />
          <FieldProblem problem={problem} />
        </div>
      );
    case 'string':
      return (
        <TextField
          {...common}
          value={value === undefined ? '' : String(value)}
          isReadOnly={readOnly}
          onChange={onChange}
        />
      );
    default:
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : NaN}
          isReadOnly={readOnly}
          formatOptions={{ useGrouping: false, maximumFractionDigits: 6 }}
          onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
        />
      );
  }
}

function JsonAttributes(props: {
  value: Attributes | undefined;
  readOnly?: boolean;
  problem: (field: string) => string | undefined;
  onChange: (attributes: Attributes | undefined) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    JSON.stringify(props.value ?? {}, null, 2),
  );
  return (
    <TextAreaField
      label={t('admin.resource.attributes')}
      description={t('admin.resource.attributesJson')}
      className={styles.code}
      rows={6}
      value={text}
      isReadOnly={props.readOnly}
      onChange={next => {
        setText(next);
        props.onChange(parseSchema(next));
      }}
      validationBehavior="aria"
      validate={() => props.problem('attributes') ?? null}
    />
  );
}
