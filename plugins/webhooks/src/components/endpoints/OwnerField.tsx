import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../hooks/useTranslation';

/** Whose eyes an endpoint sees with: mine, or a group of mine. */
export function OwnerField(props: {
  value: string;
  problem: string | undefined;
  isDisabled?: boolean;
  onChange: (owner: string) => void;
}) {
  const { value, problem, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const identity = useApi(identityApiRef);
  const { data: me } = useQuery({
    queryKey: ['webhooks', 'me'],
    staleTime: Infinity,
    queryFn: () => identity.getBackstageIdentity(),
  });
  const myself = me?.userEntityRef;
  const groups = (me?.ownershipEntityRefs ?? []).filter(ref =>
    ref.startsWith('group:'),
  );
  const refs = new Set([
    ...(myself ? [myself] : []),
    ...groups,
    ...(value ? [value] : []),
  ]);
  return (
    <Select
      label={t('form.owner')}
      description={t('form.ownerHint')}
      selectionMode="single"
      isDisabled={isDisabled}
      isInvalid={Boolean(problem)}
      options={[...refs].map(ref => ({
        id: ref,
        label: ref === myself ? t('form.ownerMe') : ref,
      }))}
      value={value || (myself ?? null)}
      onChange={key => key !== null && onChange(String(key))}
    />
  );
}
