import type {
  Condition,
  Service,
  ServiceObject,
} from '@callboard/backstage-plugin-service-requests-common';
import { Status, Toggle } from '@callboard/frontend-kit';
import { useMemo, useState } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { conditionTone, OBJECT_TONES } from '../../lib/serviceStatus';
import { type DataColumn, DataTable } from '../common/DataTable';
import styles from './Objects.module.css';
import { Section } from './Section';

/** What the control plane made of it, with each object's conditions; folded. */
export function Objects({ service }: { service: Service }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { objects, conditions } = service;
  const columns = useMemo(
    (): DataColumn<ServiceObject>[] => [
      {
        id: 'name',
        label: t('service.objects.name'),
        cell: object => <ObjectName object={object} />,
      },
      {
        id: 'state',
        label: t('service.objects.state'),
        cell: ({ state, message }) => (
          <>
            <Status tone={OBJECT_TONES[state]}>
              {t(`service.object.${state}`)}
            </Status>
            {message && <span className={styles.message}>{message}</span>}
          </>
        ),
      },
      {
        id: 'conditions',
        label: t('service.objects.conditions'),
        cell: ({ kind, name }) => (
          <Conditions
            conditions={conditions.filter(
              ({ object }) => object === `${kind}/${name}`,
            )}
          />
        ),
      },
    ],
    [t, conditions],
  );
  if (objects.length === 0) {
    return (
      <Section title={t('service.objects', { count: 0 })}>
        <p>{t('service.objects.none')}</p>
      </Section>
    );
  }
  return (
    <div className={styles.card}>
      <Toggle
        title={t('service.objects', { count: objects.length })}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      >
        <DataTable
          label={t('service.objects', { count: objects.length })}
          columns={columns}
          rows={objects}
          keyOf={({ apiVersion, kind, namespace, name }) =>
            [apiVersion, kind, namespace, name].join(' ')
          }
        />
      </Toggle>
    </div>
  );
}

function ObjectName({ object }: { object: ServiceObject }) {
  return (
    <>
      {object.kind}/{object.name}
      <span className={styles.api}>
        {object.apiVersion} · {object.namespace}
      </span>
    </>
  );
}

function Conditions({ conditions }: { conditions: Condition[] }) {
  const { exact, relative } = useTimeFormat();
  const { t } = useTranslation();
  if (conditions.length === 0) {
    return <>{t('common.none')}</>;
  }
  return (
    <ul className={styles.conditions}>
      {conditions.map(condition => (
        <li key={condition.type}>
          <Status tone={conditionTone(condition)}>
            {`${condition.type}: ${condition.status}`}
          </Status>{' '}
          {[condition.reason, condition.message && `“${condition.message}”`]
            .filter(Boolean)
            .join(': ')}
          {condition.since && (
            <span className={styles.api} title={exact(condition.since)}>
              {relative(condition.since)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
