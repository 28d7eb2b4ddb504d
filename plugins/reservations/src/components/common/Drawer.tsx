import { Drawer as KitDrawer } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

/** The drawer at the right edge, in the language of the person. */
export function Drawer(
  props: Omit<ComponentProps<typeof KitDrawer>, 'closeLabel'>,
) {
  const { t } = useTranslation();
  return <KitDrawer closeLabel={t('common.close')} {...props} />;
}
