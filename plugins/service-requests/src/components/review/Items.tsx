import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  Item,
  Placement,
  Request,
} from '@callboard/backstage-plugin-service-requests-common';
import { CopyButton } from '@callboard/frontend-kit';
import { useSaid } from '../../hooks/useSaid';
import { useTranslation } from '../../hooks/useTranslation';
import { serviceRouteRef } from '../../routes';
import { RequestStatusTag, ServiceStatusTag } from '../common/StatusTags';
import styles from './Items.module.css';

/** What is asked for, and how each of it stands in each region. */
export function Items({ request }: { request: Request }) {
  const { t } = useTranslation();
  return (
    <section className={styles.items} aria-label={t('request.items')}>
      <h3>{t('request.items')}</h3>
      <ul>
        {request.items.map(item => (
          <OneItem key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function OneItem({ item }: { item: Item }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { offeringTitle, name, operation, status, placements } = item;
  return (
    <li className={styles.item}>
      <span className={styles.line}>
        <strong>
          {t(`operation.${operation}`)}: {said(offeringTitle)} {name}
        </strong>
        {!placements.some(placement => placement.status) && (
          <RequestStatusTag status={status} />
        )}
      </span>
      <ul>
        {placements.map(placement => (
          <OnePlacement
            key={placement.region}
            placement={placement}
            name={name}
          />
        ))}
      </ul>
    </li>
  );
}

function OnePlacement(props: { placement: Placement; name: string }) {
  const { placement, name } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const service = useRouteRef(serviceRouteRef);
  const { region, serviceId, status, message, endpoint } = placement;
  const href = status && serviceId ? service?.({ id: serviceId }) : undefined;
  return (
    <li className={styles.placement}>
      <span className={styles.line}>
        {href ? <Link href={href}>{region}</Link> : <span>{region}</span>}
        {status && <ServiceStatusTag status={status} />}
      </span>
      {message && <span className={styles.hint}>{said(message)}</span>}
      {endpoint && (
        <span className={styles.endpoint}>
          <code>{endpoint}</code>
          <CopyButton
            text={endpoint}
            what={t('request.endpointOf', { name, region })}
          />
        </span>
      )}
    </li>
  );
}
