import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  Service,
  ServiceChange,
} from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useServiceHistory } from '../../hooks/useServices';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useParameterTitle } from '../../hooks/useParameterTitle';
import { useTranslation } from '../../hooks/useTranslation';
import { useValueText } from '../../hooks/useValueText';
import { requestRouteRef } from '../../routes';
import { Who } from '../common/Who';
import styles from './History.module.css';
import { Section } from './Section';

/** Of a creation, not every default needs to be read. */
const MOST_SHOWN = 8;
const MINUTE_MS = 60_000;

/** How it was made, changed and scaled, and by whom. */
export function History({ service }: { service: Service }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useServiceHistory(service);
  return (
    <Section title={t('service.history')}>
      {!data && error && (
        <ErrorPanel
          title={t('service.history.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={2} />}
      {data?.length === 0 && <p>{t('service.history.none')}</p>}
      {data && data.length > 0 && (
        <ol className={styles.history}>
          {data.map(change => (
            <Change
              key={change.id}
              change={change}
              offering={service.offering}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Change(props: { change: ServiceChange; offering: string }) {
  const { change, offering } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const request = useRouteRef(requestRouteRef);
  const { operation, at, appliedAt, actor, requestId } = change;
  return (
    <li>
      <div className={styles.line}>
        <strong>{t(`service.history.${operation}`)}</strong>
        <time dateTime={at} title={format.exact(at)}>
          {format.at(at)}
        </time>
        {actor && (
          <span>
            {t('service.history.by')} <Who actor={actor} linked />
          </span>
        )}
        {request && (
          <Link href={request({ id: requestId })}>
            {t('service.history.request')}
          </Link>
        )}
      </div>
      <Values changes={change.changes} offering={offering} />
      <span className={styles.applied}>
        <Applied at={at} appliedAt={appliedAt} />
      </span>
    </li>
  );
}

function Applied({ at, appliedAt }: Pick<ServiceChange, 'at' | 'appliedAt'>) {
  const { t } = useTranslation();
  const { between } = useTimeFormat();
  if (!appliedAt) {
    return <>{t('service.history.pending')}</>;
  }
  return Date.parse(appliedAt) - Date.parse(at) < MINUTE_MS ? (
    <>{t('service.history.atOnce')}</>
  ) : (
    <>{t('service.history.applied', { duration: between(at, appliedAt) })}</>
  );
}

function Values(props: {
  changes: ServiceChange['changes'];
  offering: string;
}) {
  const { changes } = props;
  const { t } = useTranslation();
  const text = useValueText();
  const title = useParameterTitle(props.offering);
  const sentence = (change: ServiceChange['changes'][number]) => {
    const parameter = title(change.parameter.replaceAll('.', '/'));
    const [before, after] = [change.before, change.after].map(value =>
      value !== undefined && value !== null ? text(value) : undefined,
    );
    if (before === undefined) {
      return t('service.history.set', { parameter, after: after ?? '' });
    }
    return after === undefined
      ? t('service.history.unset', { parameter, before })
      : t('service.history.change', { parameter, before, after });
  };
  const hidden = changes.length - MOST_SHOWN;
  return changes.length === 0 ? null : (
    <ul className={styles.values}>
      {changes.slice(0, MOST_SHOWN).map(change => (
        <li key={change.parameter}>{sentence(change)}</li>
      ))}
      {hidden > 0 && <li>{t('service.history.more', { count: hidden })}</li>}
    </ul>
  );
}
