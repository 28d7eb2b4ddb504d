import type {
  Certification,
  HoldingImportResult,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { Drawer, Status, Tone, useWords } from '@callboard/frontend-kit';
import { useId, useState } from 'react';
import { useImportHoldings } from '../../hooks/useCertifications';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import people from '../people/People.module.css';
import styles from '../projects/Projects.module.css';

const TONES: Record<HoldingImportResult['lines'][number]['outcome'], Tone> = {
  granted: 'success',
  renewed: 'success',
  unchanged: 'neutral',
  failed: 'danger',
};

/** A list of people: first what it would do, line by line; then it is done. */
export function ImportHoldings(props: {
  certification: Certification;
  onClose: () => void;
}) {
  const { certification, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const fileId = useId();
  const [csv, setCsv] = useState('');
  const [report, setReport] = useState<HoldingImportResult>();
  const { mutate, isPending, error, reset } = useImportHoldings(
    certification.id,
  );
  const run = (dryRun: boolean) =>
    mutate({ csv, dryRun }, { onSuccess: setReport });
  const write = (text: string) => {
    setCsv(text);
    setReport(undefined);
    reset();
  };
  const wanted = (report?.lines ?? []).filter(({ outcome }) =>
    ['granted', 'renewed'].includes(outcome),
  ).length;
  const checked = report?.dryRun === true;
  return (
    <Drawer
      title={t('certifications.importTitle', { title: certification.title })}
      onClose={onClose}
      footer={
        report && !checked ? (
          <Button variant="primary" onPress={onClose}>
            {word('action.close')}
          </Button>
        ) : (
          <>
            <Button
              variant="primary"
              isPending={isPending}
              isDisabled={!csv.trim() || (checked && wanted === 0)}
              onPress={() => run(!checked)}
            >
              {checked
                ? t('certifications.importRun', { count: wanted })
                : t('certifications.importCheck')}
            </Button>
            <Button variant="tertiary" onPress={onClose}>
              {word('action.cancel')}
            </Button>
          </>
        )
      }
    >
      <div className={people.form}>
        <Text as="p" color="secondary">
          {t('certifications.importHint')}
        </Text>
        <label htmlFor={fileId}>{t('certifications.importFile')}</label>
        <input
          id={fileId}
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={async event => {
            const [file] = event.target.files ?? [];
            if (file) write(await file.text());
          }}
        />
        <TextAreaField
          label={t('certifications.importText')}
          rows={6}
          value={csv}
          onChange={write}
        />
        {error && (
          <ErrorPanel title={t('admin.notSaved')} error={error} mutation />
        )}
        {report && <Report report={report} />}
      </div>
    </Drawer>
  );
}

function Report({ report }: { report: HoldingImportResult }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={people.form}>
      <Text as="p" weight="bold">
        {t(
          report.dryRun
            ? 'certifications.importDry'
            : 'certifications.importDone',
        )}
      </Text>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('certifications.line')}</th>
            <th scope="col">{t('certifications.person')}</th>
            <th scope="col">{t('certifications.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {report.lines.map(({ line, person, outcome, message }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{person}</td>
              <td>
                <Status tone={TONES[outcome]}>
                  {t(`certifications.outcome.${outcome}`)}
                </Status>
                {message && (
                  <Text as="p" variant="body-small" color="secondary">
                    {message}
                  </Text>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
