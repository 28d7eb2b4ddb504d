import { ConfirmDialog as KitConfirmDialog } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './ConfirmDialog.module.css';
import { ErrorPanel } from './ErrorPanel';

/** Asks once, in the language of the person, and says why it did not work. */
export function ConfirmDialog(
  props: Omit<ComponentProps<typeof KitConfirmDialog>, 'dismissLabel'> & {
    error?: unknown;
  },
) {
  const { error, children, ...rest } = props;
  const { t } = useTranslation();
  return (
    <KitConfirmDialog
      {...rest}
      dismissLabel={t(rest.action ? 'common.back' : 'common.close')}
    >
      <div className={styles.body}>
        {children}
        {Boolean(error) && (
          <ErrorPanel title={t('common.error.notDone')} error={error} />
        )}
      </div>
    </KitConfirmDialog>
  );
}
