import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import { usePeople } from '../../hooks/usePeople';
import { useTranslation } from '../../hooks/useTranslation';

/** People of the catalog, and whoever is already chosen. */
function usePeopleOptions(chosen: string[]) {
  const { data: people } = usePeople();
  return useMemo(() => {
    const titles = new Map(people?.map(p => [p.entityRef, p.title]));
    for (const ref of chosen) {
      if (!titles.has(ref)) titles.set(ref, ref);
    }
    return [...titles].map(([id, label]) => ({ id, label }));
  }, [people, chosen]);
}

export function PeopleField(props: {
  label: string;
  value: string[];
  onChange: (refs: string[]) => void;
}) {
  const { label, value, onChange } = props;
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      placeholder={t('booking.nobody')}
      selectionMode="multiple"
      search={{ placeholder: t('booking.searchPeople') }}
      options={usePeopleOptions(value)}
      value={value}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}
