import type {
  InventoryImportLine,
  InventoryImportReport,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert, Text } from '@backstage/ui';
import { Status, Tone } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Importing.module.css';

const ACTIONS = ['error', 'create', 'update', 'unchanged'] as const;
const MOST = 500;

const TONES: Record<InventoryImportLine['action'], Tone> = {
  create: 'success',
  update: 'info',
  unchanged: 'neutral',
  error: 'danger',
};

/** What was or would be done, line by line; what is wrong comes first. */
export function ImportReport({ report }: { report: InventoryImportReport }) {
  const { t } = useTranslation();
  const { applied, counts } = report;
  const changes = counts.create + counts.update;
  const ordered = ACTIONS.flatMap(action =>
    report.lines.filter(line => line.action === action),
  );
  const shown = ordered.slice(0, MOST);
  const summary = () => {
    if (applied) return t('importing.saved');
    if (counts.error > 0) return t('importing.blocked');
    return t(changes > 0 ? 'importing.trial' : 'importing.nothing');
  };
  const status = () => {
    if (counts.error > 0) return 'danger';
    return applied ? 'success' : 'info';
  };
  return (
    <section aria-label={t('importing.report')}>
      <Alert status={status()} icon title={summary()} />
      <p className={styles.counts} role="status">
        {ACTIONS.filter(action => counts[action] > 0).map(action => (
          <Status key={action} tone={TONES[action]}>
            {t(`importing.${action}`, { number: String(counts[action]) })}
          </Status>
        ))}
      </p>
      <ul className={styles.lines} aria-label={t('importing.report')}>
        {shown.map((line, index) => (
          <ReportLine key={`${line.line} ${index}`} line={line} />
        ))}
      </ul>
      {ordered.length > shown.length && (
        <Text as="p">
          {t('importing.more', {
            number: String(ordered.length - shown.length),
          })}
        </Text>
      )}
    </section>
  );
}

function ReportLine({ line }: { line: InventoryImportLine }) {
  const { t } = useTranslation();
  const { kind, name, action, fields, message } = line;
  return (
    <li>
      <Text color="secondary">
        {t('importing.line')} {line.line}
      </Text>
      <span>
        {name ?? '–'}{' '}
        {kind && (
          <Text color="secondary" variant="body-small">
            {t(`importing.kind.${kind}`)}
          </Text>
        )}
      </span>
      <span>
        <Status tone={TONES[action]}>{t(`importing.action.${action}`)}</Status>
      </span>
      <span>{message ?? fields?.join(', ')}</span>
    </li>
  );
}
