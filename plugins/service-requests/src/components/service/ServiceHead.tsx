import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link } from '@backstage/ui';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { RiFlaskLine } from '@remixicon/react';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { newRequestRouteRef, requestRouteRef } from '../../routes';
import { ServiceStatusTag } from '../common/StatusTags';
import { DriftTag } from '../services/DriftTag';
import styles from './ServiceHead.module.css';

const DAY_TWO = ['scale', 'update', 'decommission'] as const;

/** What it is, how it is and since when, and what can be done with it. */
export function ServiceHead({ service }: { service: Service }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { at, exact, relative } = useTimeFormat();
  const { statusSince, statusReason } = service;
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <div className={styles.title}>
          <h2>{service.title ?? service.name}</h2>
          <ServiceStatusTag status={service.status} />
          <DriftTag service={service} />
          {service.sandbox && (
            <span className={styles.sandbox}>
              <RiFlaskLine aria-hidden size={16} /> {t('service.sandbox')}
            </span>
          )}
        </div>
        <p className={styles.status} role="status">
          {statusReason && <span>{said(statusReason)} </span>}
          <span className={styles.since} title={exact(statusSince)}>
            {t('service.since', {
              at: at(statusSince),
              relative: relative(statusSince),
            })}
          </span>
        </p>
        <UnderChange id={service.changeRequestId} />
      </div>
      <Actions service={service} />
    </header>
  );
}

function UnderChange({ id }: { id: string | undefined }) {
  const { t } = useTranslation();
  const request = useRouteRef(requestRouteRef);
  return id ? (
    <p className={styles.status}>
      {t('service.underChange')}{' '}
      {request && (
        <Link href={request({ id })}>{t('service.underChangeLink')}</Link>
      )}
    </p>
  ) : null;
}

/** Each leads to the form, filled in with what is. */
function Actions({ service }: { service: Service }) {
  const { t } = useTranslation();
  const form = useRouteRef(newRequestRouteRef)?.();
  const possible = DAY_TWO.filter(one => service.actions.includes(one));
  if (!form || possible.length === 0) {
    return null;
  }
  const href = (operation: string) =>
    `${form}?${new URLSearchParams({
      offering: service.offering,
      operation,
      target: service.entityRef,
    })}`;
  return (
    <div
      className={styles.actions}
      role="group"
      aria-label={t('service.actions')}
    >
      {possible.map(operation => (
        <ButtonLink
          key={operation}
          variant={operation === 'scale' ? 'primary' : 'secondary'}
          href={href(operation)}
        >
          {t(`service.${operation}`)}
        </ButtonLink>
      ))}
    </div>
  );
}
