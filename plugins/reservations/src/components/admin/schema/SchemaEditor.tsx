import { BgProvider, Button, Text, TextAreaField } from '@backstage/ui';
import { RiAddLine, RiBracesLine, RiListSettingsLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ParameterRow } from './ParameterRow';
import {
  checkParameters,
  emptyParameter,
  JsonSchema,
  Parameter,
  ParameterSchema,
  readSchema,
  writeSchema,
} from './parameterSchema';
import styles from './SchemaEditor.module.css';

function pretty(schema: JsonSchema): string {
  return JSON.stringify(schema, null, 2);
}

/** The object that a text says, if it says one. */
export function parseSchema(text: string): JsonSchema | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonSchema)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A JSON Schema as a list of parameters, or as JSON. A schema that says more
 * than rows can show is edited as JSON only, so that nothing of it is lost.
 * `onChange` hears undefined while what is typed cannot be saved.
 */
export function SchemaEditor(props: {
  label: string;
  description: string;
  initial: JsonSchema;
  problem?: string;
  readOnly?: boolean;
  onChange: (schema: JsonSchema | undefined) => void;
}) {
  const { label, description, initial, problem, readOnly, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const [rows, setRows] = useState<ParameterSchema | undefined>(() =>
    readSchema(initial),
  );
  const [text, setText] = useState(() => pretty(initial));
  const [asJson, setAsJson] = useState(rows === undefined);

  const changeRows = (parameters: Parameter[]) => {
    const next = { frame: rows?.frame ?? {}, parameters };
    setRows(next);
    const isFine = checkParameters(parameters).every(
      problems => Object.keys(problems).length === 0,
    );
    onChange(isFine ? writeSchema(next) : undefined);
  };
  const changeText = (next: string) => {
    setText(next);
    const schema = parseSchema(next);
    setRows(schema && readSchema(schema));
    onChange(schema);
  };
  const switchMode = () => {
    if (!asJson && rows) {
      setText(pretty(writeSchema(rows)));
    }
    setAsJson(!asJson);
  };

  const isJson = parseSchema(text) !== undefined;
  return (
    <div className={styles.editor} role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <Text id={id} weight="bold" variant="body-medium">
          {label}
        </Text>
        <Button
          size="small"
          variant="tertiary"
          isDisabled={asJson && !rows}
          iconStart={asJson ? <RiListSettingsLine /> : <RiBracesLine />}
          onPress={switchMode}
        >
          {t(asJson ? 'admin.schema.toRows' : 'admin.schema.toJson')}
        </Button>
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {description}
      </Text>
      {asJson ? (
        <TextAreaField
          aria-label={t('admin.schema.json', { label })}
          className={styles.code}
          rows={10}
          value={text}
          isReadOnly={readOnly}
          onChange={changeText}
          description={isJson && !rows ? t('admin.schema.jsonOnly') : undefined}
          validationBehavior="aria"
          validate={() =>
            isJson ? (problem ?? null) : t('admin.schema.notJson')
          }
        />
      ) : (
        <ParameterRows
          parameters={rows?.parameters ?? []}
          readOnly={readOnly}
          problem={problem}
          onChange={changeRows}
        />
      )}
    </div>
  );
}

function ParameterRows(props: {
  parameters: Parameter[];
  readOnly?: boolean;
  problem?: string;
  onChange: (parameters: Parameter[]) => void;
}) {
  const { parameters, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const problems = checkParameters(parameters);
  return (
    <>
      {parameters.length === 0 && (
        <Text as="p" variant="body-small">
          {t('admin.schema.none')}
        </Text>
      )}
      {parameters.length > 0 && (
        <BgProvider bg="neutral-2">
          <ol className={styles.rows}>
            {parameters.map((parameter, index) => (
              <li key={parameter.key}>
                <ParameterRow
                  parameter={parameter}
                  position={index + 1}
                  problems={problems[index]}
                  readOnly={readOnly}
                  showAll={Boolean(problem)}
                  onChange={changed =>
                    onChange(
                      parameters.map(p => (p === parameter ? changed : p)),
                    )
                  }
                  onRemove={() =>
                    onChange(parameters.filter(p => p !== parameter))
                  }
                />
              </li>
            ))}
          </ol>
        </BgProvider>
      )}
      {problem && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {problem}
        </Text>
      )}
      {!readOnly && (
        <Button
          className={styles.add}
          size="small"
          variant="secondary"
          iconStart={<RiAddLine />}
          onPress={() => onChange([...parameters, emptyParameter()])}
        >
          {t('admin.schema.add')}
        </Button>
      )}
    </>
  );
}
