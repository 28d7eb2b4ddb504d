import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { EntityLink } from '@callboard/frontend-kit';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { refList } from '../../lib/refs';
import { sentenceKey } from '../../lib/sentence';
import {
  bookingsRouteRef,
  endpointsRouteRef,
  requestRouteRef,
} from '../../routes';

type Told = Pick<
  Entry,
  'action' | 'changed' | 'outcome' | 'subject' | 'refs' | 'request'
>;

const SHORT_ID = 8;

/** What was done, in words, with a link to what it was done to. */
export function Sentence(props: { entry: Told }) {
  const { entry } = props;
  const { t } = useTranslation();
  const { action, refs } = entry;
  const found = sentenceKey(entry);
  const isAlone = found === 'act.other' && !subjectText(entry, t);
  const person = refList(refs, 'person')[0] ?? refList(refs, 'owner')[0];
  const group = refList(refs, 'group')[0] ?? refList(refs, 'through')[0];
  const parts = {
    action,
    subject: <SubjectLink entry={entry} />,
    person: person ? <EntityLink entityRef={person} /> : t('act.someone'),
    group: group ? <EntityLink entityRef={group} /> : t('act.someGroup'),
  };
  // A sentence has some of these in it, and leaves the others out.
  const key = (isAlone ? 'act.otherAlone' : found) as 'act.other';
  return <>{t(key, parts)}</>;
}

/** What it was done to: a booking, an endpoint, a request or an entity, linked. */
function SubjectLink({ entry }: { entry: Told }) {
  const { t } = useTranslation();
  const bookings = useRouteRef(bookingsRouteRef);
  const endpoints = useRouteRef(endpointsRouteRef);
  const request = useRouteRef(requestRouteRef);
  const { subject } = entry;
  const text = subjectText(entry, t);
  if (subject?.kind === 'booking' && subject.id && bookings) {
    return <Link href={`${bookings()}?booking=${subject.id}`}>{text}</Link>;
  }
  if (subject?.kind === 'endpoint' && subject.id && endpoints) {
    return <Link href={`${endpoints()}?form=${subject.id}`}>{text}</Link>;
  }
  if (subject?.kind === 'request' && subject.id && request) {
    return <Link href={request({ id: subject.id })}>{text}</Link>;
  }
  if (subject?.ref) {
    return <EntityLink entityRef={subject.ref} title={subject.title} />;
  }
  return <strong>{text || t('act.something')}</strong>;
}

function subjectText({ subject, request }: Told, t: Translate): string {
  if (!subject) {
    return [request?.method, request?.path].filter(Boolean).join(' ');
  }
  if (subject.title) return subject.title;
  const name = subject.id?.slice(0, SHORT_ID) ?? subject.ref ?? '';
  switch (subject.kind) {
    case 'booking':
    case 'site':
    case 'resource':
    case 'type':
    case 'endpoint':
    case 'grant':
    case 'delivery':
    case 'request':
    case 'service':
    case 'offering':
      return t(`kind.${subject.kind}`, { name });
    default:
      return t('kind.other', { kind: subject.kind, name }).trim();
  }
}
