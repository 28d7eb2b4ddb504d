import {
  Button,
  NumberField,
  Select,
  Switch,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import {
  changeKind,
  hasBounds,
  Parameter,
  PARAMETER_KINDS,
  ParameterKind,
  ParameterProblem,
  ParameterProblems,
} from './parameterSchema';
import styles from './SchemaEditor.module.css';

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/** One parameter: what it is called, what it may be, whether it must be given. */
export function ParameterRow(props: {
  parameter: Parameter;
  position: number;
  problems: ParameterProblems;
  readOnly?: boolean;
  /** Also what a row just added still lacks. */
  showAll: boolean;
  onChange: (parameter: Parameter) => void;
  onRemove: () => void;
}) {
  const { parameter, position, readOnly, onChange, onRemove } = props;
  const { t } = useTranslation();
  const [isFresh, setIsFresh] = useState(parameter.name === '');
  const problems = isFresh && !props.showAll ? {} : props.problems;
  // As typed, with the blank lines that are no choices (yet).
  const [choices, setChoices] = useState(parameter.choices.join('\n'));
  const change = (part: Partial<Parameter>) => {
    setIsFresh(false);
    onChange({ ...parameter, ...part });
  };
  const say = (problem: ParameterProblem | undefined) => () =>
    problem ? t(`admin.schema.problem.${problem}`) : null;
  const kept = Object.keys(parameter.kept);
  const named = parameter.label || parameter.name || String(position);

  return (
    <fieldset
      className={styles.row}
      aria-label={t('admin.schema.parameter', { name: named })}
    >
      <div className={styles.grid}>
        <TextField
          label={t('admin.schema.name')}
          value={parameter.name}
          isReadOnly={readOnly}
          onChange={name => change({ name })}
          validationBehavior="aria"
          validate={say(problems.name)}
        />
        <TextField
          label={t('admin.schema.label')}
          placeholder={parameter.name}
          value={parameter.label}
          isReadOnly={readOnly}
          onChange={label => change({ label })}
        />
        <Select
          label={t('admin.schema.kind')}
          isDisabled={readOnly}
          options={PARAMETER_KINDS.map(kind => ({
            id: kind,
            label: t(`admin.schema.kind.${kind}`),
          }))}
          value={parameter.kind}
          onChange={kind =>
            onChange(changeKind(parameter, kind as ParameterKind))
          }
        />
      </div>
      {hasBounds(parameter.kind) && (
        <div className={styles.grid}>
          <Bound
            label={t(
              parameter.kind === 'string'
                ? 'admin.schema.shortest'
                : 'admin.schema.min',
            )}
            value={parameter.min}
            readOnly={readOnly}
            problem={say(problems.bounds)}
            onChange={min => change({ min })}
          />
          <Bound
            label={t(
              parameter.kind === 'string'
                ? 'admin.schema.longest'
                : 'admin.schema.max',
            )}
            value={parameter.max}
            readOnly={readOnly}
            problem={() => null}
            onChange={max => change({ max })}
          />
        </div>
      )}
      {parameter.kind === 'choice' && (
        <TextAreaField
          label={t('admin.schema.choices')}
          description={t('admin.schema.choicesHint')}
          rows={3}
          value={choices}
          isReadOnly={readOnly}
          onChange={text => {
            setChoices(text);
            change({ choices: linesOf(text) });
          }}
          validationBehavior="aria"
          validate={say(problems.choices)}
        />
      )}
      <TextField
        label={t('admin.schema.description')}
        value={parameter.description}
        isReadOnly={readOnly}
        onChange={description => change({ description })}
      />
      {kept.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('admin.schema.kept', { keywords: kept.join(', ') })}
        </Text>
      )}
      <div className={styles.foot}>
        <Switch
          label={t('admin.schema.required')}
          isSelected={parameter.required}
          isDisabled={readOnly}
          onChange={required => change({ required })}
        />
        {!readOnly && (
          <Button
            size="small"
            variant="tertiary"
            destructive
            aria-label={t('admin.schema.removeNamed', { name: named })}
            onPress={onRemove}
          >
            {t('admin.schema.remove')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function Bound(props: {
  label: string;
  value: number | undefined;
  readOnly?: boolean;
  problem: () => string | null;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <NumberField
      label={props.label}
      value={props.value ?? NaN}
      isReadOnly={props.readOnly}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 6 }}
      onChange={value =>
        props.onChange(Number.isNaN(value) ? undefined : value)
      }
      validationBehavior="aria"
      validate={props.problem}
    />
  );
}
