import { useApi } from '@backstage/frontend-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import type { Whom } from '../../hooks/useWhomToBookFor';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityRefField } from '../admin/common/EntityRefsField';

const NOBODY = 'nobody';

/** A person or group: any of the catalog, or one of those who are offered. */
export function OwnerField(props: {
  label: string;
  description?: string;
  whom: NonNullable<Whom>;
  /** What it says while nobody is chosen; without it one must be. */
  none?: string;
  value: string | undefined;
  problem?: string;
  onChange: (ref: string | undefined) => void;
}) {
  const { label, description, whom, none, value, problem, onChange } = props;
  const { t } = useTranslation();
  const presentation = useApi(entityPresentationApiRef);
  const options = useMemo(() => {
    const refs = whom === 'anybody' ? [] : whom;
    return [
      ...(none ? [{ id: NOBODY, label: none }] : []),
      ...refs.map(ref => ({
        id: ref,
        label: presentation.forEntity(ref).snapshot.primaryTitle,
        description: ref,
      })),
    ];
  }, [whom, none, presentation]);
  if (whom === 'anybody') {
    return (
      <EntityRefField
        label={label}
        description={description ?? none}
        value={value ?? ''}
        problem={problem}
        onChange={ref => onChange(ref || undefined)}
      />
    );
  }
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('booking.choose')}
      search={{ placeholder: t('booking.searchPeople') }}
      options={options}
      value={value ?? (none ? NOBODY : null)}
      onChange={key =>
        onChange(key === null || key === NOBODY ? undefined : String(key))
      }
    />
  );
}
