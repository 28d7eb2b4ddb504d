import { VisuallyHidden } from '@backstage/ui';
import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { EntityLink } from '@callboard/frontend-kit';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { DeliveryDetails } from './DeliveryDetails';
import { DeliveryNotes } from './DeliveryNotes';
import styles from './DeliveryRow.module.css';
import { DeliveryStatusTag } from './DeliveryStatusTag';
import { Redeliver } from './Redeliver';

const NAMED = 2;

/** One event for one endpoint, in a line; it opens to what was said. */
export function DeliveryRow(props: {
  delivery: Delivery;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { delivery, isOpen, onToggle } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { createdAt, endpointTitle, eventType, lastDurationMs } = delivery;
  const Chevron = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <li className={styles.item}>
      <div className={styles.row} data-open={isOpen || undefined}>
        <button
          type="button"
          className={styles.open}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <Chevron aria-hidden size={18} className={styles.chevron} />
          <span className={styles.state}>
            <DeliveryStatusTag delivery={delivery} />
          </span>
          <span className={styles.type}>{eventType}</span>
          <VisuallyHidden>
            {t('log.row.spoken', {
              endpoint: endpointTitle,
              when: format.at(createdAt),
            })}
          </VisuallyHidden>
        </button>
        <About delivery={delivery} />
        <span className={styles.endpoint}>
          {endpointTitle}
          {delivery.endpointDeleted && (
            <span className={styles.quiet}> {t('log.row.deleted')}</span>
          )}
        </span>
        <span className={styles.duration}>
          {lastDurationMs !== undefined && format.latency(lastDurationMs)}
        </span>
        <time
          className={styles.when}
          dateTime={createdAt}
          title={format.exact(createdAt)}
        >
          {format.relative(createdAt)}
        </time>
        <div className={styles.action}>
          <Redeliver delivery={delivery} />
        </div>
        <DeliveryNotes delivery={delivery} />
      </div>
      {isOpen && (
        <div id={id} className={styles.details}>
          <DeliveryDetails delivery={delivery} />
        </div>
      )}
    </li>
  );
}

/** What was booked, as far as there is room. */
function About({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { resourceRef, resourceRefs } = delivery;
  const refs = resourceRef ? [resourceRef] : resourceRefs;
  const hidden = refs.length - NAMED;
  return (
    <span className={styles.about}>
      {refs.slice(0, NAMED).map(ref => (
        <EntityLink key={ref} entityRef={ref} />
      ))}
      {hidden > 0 && (
        <span className={styles.quiet} title={refs.slice(NAMED).join('\n')}>
          {t('log.row.more', { count: hidden })}
        </span>
      )}
    </span>
  );
}
