import { Select } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useOptions } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';

const ANY = 'any';

interface ChoiceProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** One environment, or all. */
export function EnvironmentSelect(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data } = useOptions();
  return (
    <Choice
      {...props}
      label={t('services.filter.environment')}
      any={t('services.filter.anyEnvironment')}
      options={(data?.environments ?? []).map(({ name, title }) => ({
        id: name,
        label: title,
      }))}
    />
  );
}

/** One region of any environment, or all. */
export function RegionSelect(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data } = useOptions();
  const regions = new Map(
    (data?.environments ?? []).flatMap(environment =>
      environment.regions.map(({ name, title }) => [name, title] as const),
    ),
  );
  return (
    <Choice
      {...props}
      label={t('services.filter.region')}
      any={t('services.filter.anyRegion')}
      options={[...regions].map(([id, label]) => ({ id, label }))}
    />
  );
}

/** One of the caller's own names, or everybody's that they may see. */
export function OwnerSelect(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data } = useOptions();
  const named = useEntityPresentation(props.value ?? 'group:default/unknown');
  const label = (ref: string) =>
    ref === props.value ? named.primaryTitle : ref.replace(/^.*\//, '');
  return (
    <Choice
      {...props}
      label={t('services.filter.owner')}
      any={t('services.filter.anyOwner')}
      options={(data?.owners ?? []).map(id => ({ id, label: label(id) }))}
      labelOf={label}
    />
  );
}

/** What the address names stays a choice, also where it is not offered. */
function Choice(
  props: ChoiceProps & {
    label: string;
    any: string;
    options: { id: string; label: string }[];
    labelOf?: (value: string) => string;
  },
) {
  const { value, onChange, options, labelOf = String } = props;
  const isKnown = !value || options.some(({ id }) => id === value);
  return (
    <Select
      className={props.className}
      aria-label={props.label}
      selectionMode="single"
      options={[
        { id: ANY, label: props.any },
        ...options,
        ...(isKnown ? [] : [{ id: value, label: labelOf(value) }]),
      ]}
      value={value ?? ANY}
      onChange={key =>
        onChange(key === null || key === ANY ? undefined : String(key))
      }
    />
  );
}
