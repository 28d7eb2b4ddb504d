import { EntityRefField } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

/** One person or group of the catalog, found by name; empty where none is chosen. */
export function PeopleField(
  props: Omit<ComponentProps<typeof EntityRefField>, 'words'>,
) {
  const { t } = useTranslation();
  const isPeople = props.kinds?.every(kind => kind === 'user');
  return (
    <EntityRefField
      {...props}
      words={{
        add: props.label,
        remove: ref => t('people.remove', { ref }),
        placeholder: t(isPeople ? 'people.findPerson' : 'people.find'),
      }}
    />
  );
}
