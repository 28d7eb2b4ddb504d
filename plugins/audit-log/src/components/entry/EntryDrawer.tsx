import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import type { EntryDetail } from '@callboard/backstage-plugin-audit-log-common';
import { CopyButton, Drawer, RowsSkeleton } from '@callboard/frontend-kit';
import { useEntry } from '../../hooks/useEntries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/entryFilter';
import { logRouteRef } from '../../routes';
import { Actor } from '../common/Actor';
import { ErrorPanel } from '../common/ErrorPanel';
import { OutcomeTag } from '../common/OutcomeTag';
import { Sentence } from '../common/Sentence';
import { Changes } from './Changes';
import styles from './EntryDrawer.module.css';
import { Raw, Record, Said } from './EntryFacts';
import { Together } from './Together';

const WIDTH = 720;

/** One entry: what it was before and after, and where it stands in the record. */
export function EntryDrawer(props: {
  id: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}) {
  const { id, onOpen, onClose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { data: entry, error, refetch } = useEntry(id);
  return (
    <Drawer
      title={
        entry
          ? t('entry.numbered', { position: format.number(entry.position) })
          : t('entry.title')
      }
      width={WIDTH}
      onClose={onClose}
      footer={entry && <Ways entry={entry} />}
    >
      <div className={styles.entry}>
        {error && (
          <ErrorPanel
            title={t('entry.notLoaded')}
            error={error}
            onRetry={refetch}
          />
        )}
        {!entry && !error && <RowsSkeleton rows={8} height={32} />}
        {entry && (
          <>
            <Headline entry={entry} />
            <Changes entry={entry} />
            <Said entry={entry} />
            <Together entry={entry} onOpen={onOpen} />
            <Record entry={entry} />
            <Raw entry={entry} />
          </>
        )}
      </div>
    </Drawer>
  );
}

/** Who did what, and when. */
function Headline({ entry }: { entry: EntryDetail }) {
  const format = useTimeFormat();
  return (
    <div>
      <p className={styles.headline}>
        <Actor actor={entry.actor} /> <Sentence entry={entry} />
      </p>
      <p className={styles.when}>
        <OutcomeTag outcome={entry.outcome} />
        <time dateTime={entry.at} title={format.exact(entry.at)}>
          {format.at(entry.at)} · {format.relative(entry.at)}
        </time>
      </p>
    </div>
  );
}

/** On to what belongs to it, and a link for somebody else. */
function Ways({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation();
  const log = useRouteRef(logRouteRef)?.();
  if (log === undefined) {
    return null;
  }
  const { subject, actor, id } = entry;
  const about = subject?.ref ?? subject?.id;
  const link = new URL(`${log}?entry=${id}`, window.location.origin).href;
  return (
    <>
      <CopyButton
        text={link}
        what={t('entry.linkName')}
        label={t('entry.copyLink')}
        variant="secondary"
      />
      {about && (
        <ButtonLink
          size="small"
          variant="tertiary"
          href={`${log}${filterQuery({ subject: about })}`}
        >
          {t('entry.sameSubject')}
        </ButtonLink>
      )}
      <ButtonLink
        size="small"
        variant="tertiary"
        href={`${log}${filterQuery({ actor })}`}
      >
        {t('entry.sameActor')}
      </ButtonLink>
    </>
  );
}
