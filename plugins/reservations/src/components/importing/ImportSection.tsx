import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { InventoryFormat } from '@callboard/backstage-plugin-reservations-common';
import { Button, Radio, RadioGroup, Text, TextAreaField } from '@backstage/ui';
import { DragEvent, useRef, useState } from 'react';
import { useImportInventory } from '../../hooks/useInventoryFile';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from '../people/People.module.css';
import { ExportButtons } from './ExportButtons';
import own from './Importing.module.css';
import { ImportReport } from './ImportReport';

const MOST_BYTES = 5 * 1024 * 1024;

/** Sites, types and resources from a file: a trial run, then all or nothing. */
export function ImportSection() {
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [format, setFormat] = useState<InventoryFormat>('csv');
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const [told, setTold] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const load = useImportInventory();
  const report = load.data;
  const { isPending, variables } = load;
  const changes = report ? report.counts.create + report.counts.update : 0;
  const canApply =
    report !== undefined &&
    !report.applied &&
    report.counts.error === 0 &&
    changes > 0;

  const change = (next: string) => {
    setText(next);
    // A report is about what was tried, not about what is there now.
    load.reset();
  };
  const read = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    const { name } = file;
    if (file.size > MOST_BYTES) {
      setTold(t('importing.tooLarge', { name }));
      return;
    }
    try {
      change(await file.text());
      setFormat(/\.ya?ml$/i.test(name) ? 'yaml' : 'csv');
      setTold(t('importing.dropped', { name }));
    } catch {
      setTold(t('importing.notRead', { name }));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  const run = (dryRun: boolean) =>
    load.mutate(
      { format, text, dryRun },
      {
        onSuccess: ({ applied }) => {
          if (applied) {
            toast.post({ title: t('importing.applied'), status: 'success' });
          }
        },
      },
    );

  return (
    <section className={styles.section} aria-label={t('importing.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('importing.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t('importing.hint')}
          </Text>
        </div>
      </div>
      <ExportButtons />
      {/* A file is dropped here; the button does the same for the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={own.drop}
        data-over={isOver}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className={own.actions}>
          <RadioGroup
            label={t('importing.format')}
            orientation="horizontal"
            value={format}
            onChange={value => {
              setFormat(value as InventoryFormat);
              load.reset();
            }}
          >
            <Radio value="csv">CSV</Radio>
            <Radio value="yaml">YAML</Radio>
          </RadioGroup>
          <Button
            variant="secondary"
            size="small"
            onPress={() => input.current?.click()}
          >
            {t('importing.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('importing.choose')}
            accept=".csv,.yaml,.yml,text/csv,application/yaml"
            onChange={event => {
              read(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          {told && (
            <Text role="status" variant="body-small">
              {told}
            </Text>
          )}
        </div>
        <TextAreaField
          className={own.text}
          label={t('importing.text')}
          description={t('importing.textHint')}
          rows={12}
          value={text}
          onChange={change}
        />
        <div className={own.actions}>
          <Button
            variant={canApply ? 'secondary' : 'primary'}
            isDisabled={text.trim() === ''}
            isPending={isPending && variables?.dryRun === true}
            onPress={() => run(true)}
          >
            {t('importing.try')}
          </Button>
          {canApply && (
            <Button
              variant="primary"
              isPending={isPending && variables?.dryRun === false}
              onPress={() => run(false)}
            >
              {t('importing.apply', { count: changes })}
            </Button>
          )}
        </div>
      </div>
      {load.error && (
        <ErrorPanel title={t('importing.failed')} error={load.error} mutation />
      )}
      {report && <ImportReport report={report} />}
    </section>
  );
}
