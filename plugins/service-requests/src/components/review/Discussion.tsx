import { Button, TextAreaField } from '@backstage/ui';
import type {
  Comment,
  Request,
  TimelineEntry,
} from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useAddComment } from '../../hooks/useRequestMutations';
import { useComments, useTimeline } from '../../hooks/useRequests';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { discussion } from '../../lib/discussion';
import { Who } from '../common/Who';
import styles from './Discussion.module.css';
import { useStepText } from './useStepText';

/** What was said and what happened, oldest first; and a place to say more. */
export function Discussion({ request }: { request: Request }) {
  const { t } = useTranslation();
  const comments = useComments(request.id);
  const timeline = useTimeline(request);
  const failed = [comments, timeline].find(({ error }) => error);
  return (
    <div className={styles.discussion}>
      {failed && (
        <ErrorPanel
          title={t('discussion.notLoaded')}
          error={failed.error}
          onRetry={failed.refetch}
        />
      )}
      {comments.data && timeline.data ? (
        <ol className={styles.entries} aria-label={t('request.discussion')}>
          {discussion(comments.data, timeline.data).map(remark =>
            remark.kind === 'comment' ? (
              <Said key={remark.comment.id} comment={remark.comment} />
            ) : (
              <Happened key={remark.entry.id} entry={remark.entry} />
            ),
          )}
        </ol>
      ) : (
        !failed && <RowsSkeleton rows={4} height={40} />
      )}
      {request.actions.includes('comment') && <Say id={request.id} />}
    </div>
  );
}

function When({ at }: { at: string }) {
  const time = useTimeFormat();
  return (
    <time className={styles.when} dateTime={at} title={time.exact(at)}>
      {time.moment(at)}
    </time>
  );
}

function Said({ comment }: { comment: Comment }) {
  const { author, body, at } = comment;
  return (
    <li className={styles.comment}>
      <span className={styles.line}>
        <strong>
          <EntityLink entityRef={author} />
        </strong>
        <When at={at} />
      </span>
      <p>{body}</p>
    </li>
  );
}

function Happened({ entry }: { entry: TimelineEntry }) {
  const stepText = useStepText();
  const { actor, at, text } = entry;
  return (
    <li className={styles.step}>
      <span className={styles.line}>
        <span>
          {stepText(entry)} · <Who actor={actor} linked />
        </span>
        <When at={at} />
      </span>
      {text && <p>{text}</p>}
    </li>
  );
}

function Say({ id }: { id: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [idempotencyKey, renewKey] = useState(() => crypto.randomUUID());
  const add = useAddComment(id);
  const say = () =>
    add.mutate(
      { comment: text.trim(), idempotencyKey },
      {
        onSuccess: () => {
          setText('');
          renewKey(crypto.randomUUID());
        },
      },
    );
  return (
    <form
      className={styles.say}
      onSubmit={event => {
        event.preventDefault();
        if (text.trim()) say();
      }}
    >
      <TextAreaField
        label={t('discussion.say')}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={next => {
          setText(next);
          renewKey(crypto.randomUUID());
        }}
      />
      {add.error && (
        <ErrorPanel
          title={t('discussion.notSaid')}
          error={add.error}
          mutation
        />
      )}
      <Button
        type="submit"
        variant="secondary"
        isDisabled={!text.trim()}
        isPending={add.isPending}
      >
        {t('discussion.send')}
      </Button>
    </form>
  );
}
