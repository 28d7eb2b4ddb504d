import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Link } from '@backstage/ui';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink, useSearchParam } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { requestRouteRef } from '../../routes';
import { EnvironmentName } from '../common/EnvironmentName';
import { Facts as FactList } from '../common/Facts';
import { Endpoint } from '../services/Endpoint';
import { ExtendDialog } from './ExtendDialog';
import styles from './Facts.module.css';
import { Section } from './Section';

export function Facts(props: { service: Service; inEntity?: boolean }) {
  const { service, inEntity } = props;
  const { t } = useTranslation();
  const { money } = useTimeFormat();
  const said = useSaid();
  const request = useRouteRef(requestRouteRef);
  const { cost, currency, entityRef } = service;
  return (
    <Section title={t('service.facts')}>
      <FactList
        facts={[
          {
            name: t('service.endpoint'),
            value: <Endpoint service={service} />,
          },
          {
            name: t('service.offering'),
            value: t('service.offeringVersion', {
              title: said(service.offeringTitle),
              version: String(service.offeringVersion),
            }),
          },
          {
            name: t('service.environment'),
            value: <EnvironmentName name={service.environment} />,
          },
          { name: t('service.region'), value: service.region },
          {
            name: t('service.owner'),
            value: <EntityLink entityRef={service.owner} />,
          },
          { name: t('service.end'), value: <End service={service} /> },
          {
            name: t('service.cost'),
            value:
              cost !== undefined && currency
                ? t('common.perMonth', { amount: money(cost, currency) })
                : t('common.unknown'),
          },
          {
            name: t('service.request'),
            value: request && (
              <Link href={request({ id: service.requestId })}>
                {t('service.history.request')}
              </Link>
            ),
          },
          {
            name: t('service.entity'),
            value: !inEntity && (
              <EntityLink
                entityRef={entityRef}
                title={entityRef.replace(/^.*\//, '')}
              />
            ),
          },
          { name: t('service.files'), value: <code>{service.path}</code> },
        ]}
      />
    </Section>
  );
}

function End({ service }: { service: Service }) {
  const { t } = useTranslation();
  const { day, relative } = useTimeFormat();
  // `?extend`, as a warning of its end links to, opens the dialog at once.
  const [asked, setAsked] = useSearchParam('extend');
  const [isExtending, setExtending] = useState(asked !== undefined);
  const { endDate, actions } = service;
  const close = () => {
    setExtending(false);
    if (asked !== undefined) setAsked(undefined, { replace: true });
  };
  return (
    <>
      <span className={styles.end}>
        {endDate
          ? t('service.endsIn', {
              day: day(endDate),
              relative: relative(`${endDate}T23:59:59.999Z`),
            })
          : t('services.noEnd')}
        {actions.includes('extend') && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => setExtending(true)}
          >
            {t('service.extend')}
          </Button>
        )}
      </span>
      {isExtending && actions.includes('extend') && (
        <ExtendDialog service={service} onClose={close} />
      )}
    </>
  );
}
