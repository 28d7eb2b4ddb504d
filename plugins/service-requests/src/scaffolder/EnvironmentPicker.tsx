import { Select } from '@backstage/ui';
import type { Environment } from '@callboard/backstage-plugin-service-requests-common';
import { useOptions } from '../hooks/useOptions';
import { useTranslation } from '../hooks/useTranslation';
import type { EnvironmentPickerProps } from './environmentPickerField';
import { FieldFrame, Hint, Problems } from './FieldFrame';

export function EnvironmentPicker(props: EnvironmentPickerProps) {
  return (
    <FieldFrame>
      <Picker {...props} />
    </FieldFrame>
  );
}

function Picker(props: EnvironmentPickerProps) {
  const { formData, onChange, schema, uiSchema, required, rawErrors } = props;
  const { t } = useTranslation();
  const { data, error } = useOptions();
  const environments = data?.environments ?? [];
  const chosen = environments.find(({ name }) => name === formData);
  const implied = useImplied(chosen);
  return (
    <>
      <Select
        label={schema.title ?? t('scaffolder.environment.title')}
        description={
          implied || (schema.description ?? t('scaffolder.environment.hint'))
        }
        secondaryLabel={required ? t('scaffolder.required') : undefined}
        placeholder={t('scaffolder.environment.placeholder')}
        selectionMode="single"
        isDisabled={props.disabled || uiSchema['ui:disabled'] === true}
        isInvalid={Boolean(rawErrors?.length)}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        value={formData ?? null}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      {data && environments.length === 0 && (
        <Hint>{t('scaffolder.environment.none')}</Hint>
      )}
      <Problems error={error} />
    </>
  );
}

/** What choosing an environment brings with it, in a few words. */
function useImplied(environment: Environment | undefined): string {
  const { t } = useTranslation();
  return environment
    ? [
        environment.production && t('scaffolder.environment.production'),
        t('scaffolder.environment.reviewers', {
          reviewers: String(environment.reviewers),
        }),
        environment.requiresEndDate && t('scaffolder.environment.endDate'),
      ]
        .filter(Boolean)
        .join(' · ')
    : '';
}
