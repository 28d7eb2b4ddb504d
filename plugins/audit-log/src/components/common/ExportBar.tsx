import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { ExportFormat } from '../../lib/recordCount';
import styles from './ExportBar.module.css';

/** Offers files; while one is on its way, says how far it is and offers to stop. */
export function ExportBar(props: {
  choices: { format: ExportFormat; label: string }[];
  isRunning: boolean;
  count: number;
  start: (format: ExportFormat) => void;
  stop: () => void;
}) {
  const { choices, isRunning, count, start, stop } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (isRunning) {
    return (
      <div className={styles.bar}>
        <span role="status">
          {count
            ? t('export.running', { amount: format.number(count) })
            : t('export.starting')}
        </span>
        <Button size="small" variant="secondary" onPress={stop}>
          {t('export.stop')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.bar}>
      {choices.map(choice => (
        <Button
          key={choice.format}
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={() => start(choice.format)}
        >
          {choice.label}
        </Button>
      ))}
    </div>
  );
}
