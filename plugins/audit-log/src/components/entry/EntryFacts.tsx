import { Button } from '@backstage/ui';
import type { EntryDetail } from '@callboard/backstage-plugin-audit-log-common';
import { CodeBlock, CopyButton } from '@callboard/frontend-kit';
import { ReactNode, useState } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { diffOf } from '../../lib/diff';
import { refList } from '../../lib/refs';
import changes from './Changes.module.css';
import styles from './EntryDrawer.module.css';
import { useFieldName } from './useFieldName';
import { Value } from './Value';

const LATE_MS = 60_000;
const MOST_SAID = 20;
/** Described at length, and named among the refs. */
const AT_LENGTH = ['resources', 'sites'];

const REFS = [
  'resources',
  'within',
  'site',
  'type',
  'owner',
  'project',
  'person',
  'group',
  'through',
] as const;

/** What the plugin said besides, what else it is about, and how it was asked for. */
export function Said({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const said = diffOf(undefined, besides(entry.data)).slice(0, MOST_SAID);
  const about = REFS.map(name => ({ name, refs: refList(entry.refs, name) }));
  const some = about.filter(({ refs }) => refs.length > 0);
  const request = Object.entries(entry.request ?? {}).filter(
    ([, value]) => typeof value !== 'object',
  );
  return (
    <>
      {said.length > 0 && (
        <Facts title={t('entry.said')}>
          {said.map(({ path, after }) => (
            <Fact key={path.join('\n')} name={fieldName(path)}>
              <Value value={after} field={path.at(-1)!} />
            </Fact>
          ))}
        </Facts>
      )}
      {some.length > 0 && (
        <Facts title={t('entry.refs')}>
          {some.map(({ name, refs }) => (
            <Fact key={name} name={t(`entry.refs.${name}`)}>
              <Value value={refs} field={name} />
            </Fact>
          ))}
        </Facts>
      )}
      {request.length > 0 && (
        <Facts title={t('entry.request')}>
          {request.map(([name, value]) => (
            <Fact key={name} name={fieldName([name])}>
              <Value value={value} field={name} />
            </Fact>
          ))}
        </Facts>
      )}
    </>
  );
}

function besides(data: EntryDetail['data']) {
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => !AT_LENGTH.includes(name)),
  );
}

/** Where it stands in the chain, and who put it there. */
export function Record({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { at, recordedAt, plugin, kind, severity } = entry;
  const delay = Date.parse(recordedAt) - Date.parse(at);
  const when = format.at(recordedAt);
  return (
    <Facts title={t('entry.record')}>
      <Fact name={t('entry.action')}>
        <code>{entry.action}</code>
      </Fact>
      <Fact name={t('entry.by')}>
        {t(kind === 'event' ? 'entry.byEvent' : 'entry.byAccess', { plugin })}
      </Fact>
      <Fact name={t('entry.recorded')}>
        <time dateTime={recordedAt} title={format.exact(recordedAt)}>
          {delay >= LATE_MS
            ? t('entry.recordedLater', { when, delay: format.duration(delay) })
            : when}
        </time>
      </Fact>
      {severity && (
        <Fact name={t('entry.severity')}>
          {t(`entry.severity.${severity}`)}
        </Fact>
      )}
      <Fact name={t('entry.position')}>{format.number(entry.position)}</Fact>
      <Copied name={t('entry.id')} text={entry.id} />
      <Copied name={t('entry.hash')} text={entry.hash} />
      <Copied name={t('entry.previousHash')} text={entry.previousHash} />
      {entry.cut && entry.cut.length > 0 && (
        <Fact name={t('entry.cut')}>{entry.cut.join(', ')}</Fact>
      )}
    </Facts>
  );
}

/** All of it, as the backend gives it. */
export function Raw({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.raw}>
      <Button
        size="small"
        variant="tertiary"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'entry.rawHide' : 'entry.rawShow')}
      </Button>
      {isOpen && (
        <CodeBlock
          label={t('entry.raw')}
          text={JSON.stringify(entry, undefined, 2)}
          copyLook="icon"
        />
      )}
    </section>
  );
}

function Facts(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={changes.title}>{props.title}</h3>
      <dl className={styles.facts}>{props.children}</dl>
    </section>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Copied(props: { name: string; text: string }) {
  const { name, text } = props;
  return text ? (
    <Fact name={name}>
      <span className={styles.copied}>
        <code title={text}>{text}</code>
        <CopyButton text={text} what={name} look="icon" />
      </span>
    </Fact>
  ) : null;
}
