import { Combobox } from '@backstage/ui';
import { useMemo } from 'react';
import { useOptions } from '../hooks/useOptions';
import { useSaid } from '../hooks/useSaid';
import { useTranslation } from '../hooks/useTranslation';
import { FieldFrame, Hint, Problems } from './FieldFrame';
import type { ServicePickerProps } from './servicePickerField';
import { useChangeableServices } from './useChangeableServices';

export function ServicePicker(props: ServicePickerProps) {
  return (
    <FieldFrame>
      <Picker {...props} />
    </FieldFrame>
  );
}

function Picker(props: ServicePickerProps) {
  const { formData, onChange, schema, uiSchema, required, rawErrors } = props;
  const { t } = useTranslation();
  const { action = 'update', offering } = uiSchema['ui:options'] ?? {};
  const { data, error } = useChangeableServices(action, offering);
  const { data: portal } = useOptions();
  const said = useSaid();
  const options = useMemo(() => {
    const environmentTitle = (name: string) =>
      portal?.environments.find(known => known.name === name)?.title ?? name;
    return (data ?? []).map(service => ({
      id: service.entityRef,
      label: service.name,
      description: [
        said(service.offeringTitle),
        environmentTitle(service.environment),
        service.region,
      ].join(' · '),
    }));
  }, [data, portal, said]);
  const choose = (ref: string | undefined) => {
    const service = data?.find(({ entityRef }) => entityRef === ref);
    onChange(
      service && {
        entityRef: service.entityRef,
        name: service.name,
        offering: service.offering,
        environment: service.environment,
      },
    );
  };
  return (
    <>
      <Combobox
        label={schema.title ?? t('scaffolder.service.title')}
        description={schema.description ?? t('scaffolder.service.hint')}
        secondaryLabel={required ? t('scaffolder.required') : undefined}
        placeholder={t('scaffolder.service.placeholder')}
        isDisabled={props.disabled || uiSchema['ui:disabled'] === true}
        isInvalid={Boolean(rawErrors?.length)}
        options={options}
        search
        value={formData?.entityRef ?? null}
        onChange={key => choose(key === null ? undefined : String(key))}
      />
      {data?.length === 0 && <Hint>{t('scaffolder.service.none')}</Hint>}
      <Problems error={error} />
    </>
  );
}
