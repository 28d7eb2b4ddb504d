import { ErrorPanel } from '@backstage/core-components';
import {
  type ErrorDisplayProps,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { failuresTranslationRef } from './translations/ref';

/** What stands in the place of a part of a page that has failed. */
export function Failed(props: ErrorDisplayProps) {
  const { plugin, error, resetError } = props;
  const { t } = useTranslationRef(failuresTranslationRef);
  const name = plugin?.title ?? plugin?.id;
  return (
    <ErrorPanel
      title={name ? t('failed.title', { plugin: name }) : t('failed.somewhere')}
      error={error}
      defaultExpanded
    >
      <Button variant="secondary" onPress={resetError}>
        {t('failed.retry')}
      </Button>
    </ErrorPanel>
  );
}
