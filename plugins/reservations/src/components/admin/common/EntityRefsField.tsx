import {
  EntityRefField as KitEntityRefField,
  EntityRefsField as KitEntityRefsField,
} from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';

function useWords(what: string) {
  const { t } = useTranslation();
  return {
    add: t('admin.refs.add', { what }),
    remove: (ref: string) => t('admin.refs.remove', { ref }),
    placeholder: t('admin.refs.placeholder'),
  };
}

/** Users and groups, several of them. */
export function EntityRefsField(
  props: Omit<ComponentProps<typeof KitEntityRefsField>, 'words'>,
) {
  return <KitEntityRefsField {...props} words={useWords(props.label)} />;
}

/** One user or group, or none. */
export function EntityRefField(
  props: Omit<ComponentProps<typeof KitEntityRefField>, 'words'>,
) {
  return <KitEntityRefField {...props} words={useWords(props.label)} />;
}
