import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { Status } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useParameterTitle } from '../../hooks/useParameterTitle';
import { useTranslation } from '../../hooks/useTranslation';
import { useValueText } from '../../hooks/useValueText';
import { compareParameters, type ParameterRow } from '../../lib/parameters';
import { type DataColumn, DataTable } from '../common/DataTable';
import styles from './Parameters.module.css';
import { Section } from './Section';

/** Each parameter as it was merged beside what the control plane says. */
export function Parameters({ service }: { service: Service }) {
  const { t } = useTranslation();
  const text = useValueText();
  const title = useParameterTitle(service.offering);
  const { parameters, observed } = service;
  const rows = useMemo(
    () => compareParameters(parameters, observed),
    [parameters, observed],
  );
  const columns = useMemo(
    (): DataColumn<ParameterRow>[] => [
      {
        id: 'name',
        label: t('service.parameters.name'),
        cell: ({ path }) => <span title={path}>{title(path)}</span>,
      },
      {
        id: 'desired',
        label: t('service.parameters.desired'),
        cell: ({ desired }) => text(desired),
      },
      {
        id: 'observed',
        label: t('service.parameters.observed'),
        cell: row => <Observed row={row} />,
      },
    ],
    [t, text, title],
  );
  return (
    <Section title={t('service.parameters')}>
      {rows.length === 0 ? (
        <p>{t('service.parameters.none')}</p>
      ) : (
        <DataTable
          label={t('service.parameters')}
          columns={columns}
          rows={rows}
          keyOf={({ path }) => path}
          isShort
        />
      )}
    </Section>
  );
}

function Observed({ row }: { row: ParameterRow }) {
  const { t } = useTranslation();
  const text = useValueText();
  if (!row.isObserved) {
    return (
      <span className={styles.unseen}>{t('service.parameters.unseen')}</span>
    );
  }
  return (
    <span className={styles.observed}>
      {text(row.observed)}
      {row.differs && (
        <Status tone="warning">{t('service.parameters.differs')}</Status>
      )}
    </span>
  );
}
