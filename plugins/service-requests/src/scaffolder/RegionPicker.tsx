import { Checkbox, CheckboxGroup } from '@backstage/ui';
import { useEffect } from 'react';
import { useOptions } from '../hooks/useOptions';
import { useTranslation } from '../hooks/useTranslation';
import { FieldFrame, Hint, Problems } from './FieldFrame';
import { heldText } from './formData';
import type { RegionPickerProps } from './regionPickerField';

export function RegionPicker(props: RegionPickerProps) {
  return (
    <FieldFrame>
      <Picker {...props} />
    </FieldFrame>
  );
}

function Picker(props: RegionPickerProps) {
  const { formData, formContext, onChange, schema, uiSchema, rawErrors } =
    props;
  const { t } = useTranslation();
  const { data, error } = useOptions();
  const { environmentField = 'environment' } = uiSchema['ui:options'] ?? {};
  const name = heldText(formContext?.formData, environmentField);
  const environment = data?.environments.find(known => known.name === name);
  const regions = environment?.regions ?? [];
  const chosen = formData ?? [];
  const foreign =
    environment !== undefined &&
    chosen.some(one => !regions.some(region => region.name === one));

  // Another environment has been chosen, and has other regions.
  useEffect(() => {
    if (foreign) {
      onChange([]);
    }
  }, [foreign, onChange]);

  return (
    <>
      {environment ? (
        <CheckboxGroup
          label={schema.title ?? t('scaffolder.region.title')}
          description={schema.description ?? t('scaffolder.region.hint')}
          secondaryLabel={props.required ? t('scaffolder.required') : undefined}
          isDisabled={props.disabled}
          isInvalid={Boolean(rawErrors?.length)}
          value={chosen}
          onChange={onChange}
        >
          {regions.map(region => (
            <Checkbox key={region.name} value={region.name}>
              {`${region.title} (${region.name})`}
            </Checkbox>
          ))}
        </CheckboxGroup>
      ) : (
        <Hint>{t('scaffolder.region.noEnvironment')}</Hint>
      )}
      <Problems error={error} />
    </>
  );
}
