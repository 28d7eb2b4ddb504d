import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { EmptyState, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useDiff } from '../../hooks/useRequests';
import { useTranslation } from '../../hooks/useTranslation';
import { DiffView } from '../common/DiffView';
import styles from './RequestPage.module.css';

/** What a revision would change in the repository. */
export function Changes(props: { request: Request; revision: number }) {
  const { request, revision } = props;
  const { t } = useTranslation();
  const { data, error, refetch } = useDiff(request, revision);
  const { changeSet } = request;
  if (!data) {
    return (
      <div className={styles.panel}>
        {error ? (
          <ErrorPanel
            title={t('request.diffNotLoaded')}
            error={error}
            onRetry={refetch}
          />
        ) : (
          <RowsSkeleton rows={3} height={120} />
        )}
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <span className={styles.hint}>
        {t('request.revision', { revision: String(data.revision) })}
        {data.manifestHash && (
          <>
            {' · '}
            <code title={data.manifestHash}>
              {shortHash(data.manifestHash)}
            </code>
          </>
        )}
        {changeSet?.branch && (
          <>
            {' · '}
            {changeSet.url ? (
              <a href={changeSet.url}>{changeSet.branch}</a>
            ) : (
              <code>{changeSet.branch}</code>
            )}
          </>
        )}
      </span>
      {data.files.length === 0 ? (
        <EmptyState title={t('request.noFiles')} />
      ) : (
        <DiffView key={data.revision} files={data.files} />
      )}
    </div>
  );
}

const SHORT = 12;

/** As much of a hash as people compare by eye. */
export function shortHash(hash: string): string {
  return hash.replace(/^sha256:/, '').slice(0, SHORT);
}
