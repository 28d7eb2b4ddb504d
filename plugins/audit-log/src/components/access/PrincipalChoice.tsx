import { useMemo } from 'react';
import { usePeople } from '../../hooks/usePeople';
import { useTranslation } from '../../hooks/useTranslation';
import { OneOf } from '../common/OneOf';

/** Of whom: somebody of the catalog. */
export function PrincipalChoice(props: {
  principal: string | undefined;
  onChange: (principal: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { data: people } = usePeople();
  const choices = useMemo(
    () =>
      (people ?? []).map(({ entityRef, title }) => ({
        id: entityRef,
        label: title,
      })),
    [people],
  );
  return (
    <OneOf
      name={t('access.filter.principal')}
      any={t('access.filter.anybody')}
      search
      choices={choices}
      value={props.principal}
      onChange={props.onChange}
    />
  );
}
