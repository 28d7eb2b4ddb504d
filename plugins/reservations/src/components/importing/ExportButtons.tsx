import type { InventoryFormat } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { useExportInventory } from '../../hooks/useInventoryFile';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './Importing.module.css';

const FORMATS = ['csv', 'yaml'] as const;
const MEDIA_TYPES = { csv: 'text/csv', yaml: 'application/yaml' } as const;

/** The inventory as a file. */
export function ExportButtons() {
  const { t } = useTranslation();
  const load = useExportInventory();
  const save = (format: InventoryFormat) =>
    load.mutate(format, {
      onSuccess: ({ text }) => download(`inventory.${format}`, text, format),
    });
  return (
    <div className={styles.actions}>
      {FORMATS.map(format => (
        <Button
          key={format}
          variant="secondary"
          isPending={load.isPending && load.variables === format}
          onPress={() => save(format)}
        >
          {t('importing.exportAs', { format: format.toUpperCase() })}
        </Button>
      ))}
      <Text color="secondary" variant="body-small">
        {t('importing.exportHint')}
      </Text>
      {load.error && (
        <ErrorPanel title={t('importing.failed')} error={load.error} />
      )}
    </div>
  );
}

function download(name: string, text: string, format: InventoryFormat): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: `${MEDIA_TYPES[format]};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
