import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { TimeFormat, useTimeFormat } from '../../hooks/useTimeFormat';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { deliveryState } from '../../lib/deliveryState';
import styles from './DeliveryNotes.module.css';

// Not worth saying of what goes out in a moment.
const SOON_MS = 30_000;

/** What is out of the ordinary about a delivery; nothing where all is as usual. */
export function DeliveryNotes({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const tags = tagsOf(delivery, t);
  const sentence = sentenceOf(delivery, t, format);
  if (tags.length === 0 && !sentence) {
    return null;
  }
  return (
    <div className={styles.notes}>
      {tags.map(({ name, hint }) => (
        <span key={name} className={styles.tag} title={hint}>
          {name}
        </span>
      ))}
      {sentence && <span>{sentence}</span>}
    </div>
  );
}

function tagsOf(delivery: Delivery, t: Translate) {
  const { test, superseded, precedingUndelivered } = delivery;
  const passed = precedingUndelivered.length;
  return [
    test && { name: t('log.tag.test'), hint: t('log.tag.testHint') },
    superseded && {
      name: t('log.tag.superseded'),
      hint: t('log.tag.supersededHint'),
    },
    passed > 0 && {
      name: t('log.tag.preceding', { count: passed }),
      hint: t('log.tag.precedingHint'),
    },
  ].filter(tag => tag !== false);
}

function sentenceOf(
  delivery: Delivery,
  t: Translate,
  format: TimeFormat,
): string | undefined {
  const { state } = deliveryState(delivery);
  const { heldUntil, nextAttemptAt, reason, attempts } = delivery;
  if (state === 'dead' && reason) {
    return t(`log.reason.${reason}`, { count: attempts });
  }
  if (state === 'held' && heldUntil) {
    return t('log.note.held', { time: format.clock(heldUntil) });
  }
  if (state === 'retrying' && nextAttemptAt) {
    if (Date.parse(nextAttemptAt) < format.now.getTime()) {
      return t('log.note.due', { count: attempts });
    }
    return t('log.note.next', {
      count: attempts,
      when: format.relative(nextAttemptAt),
    });
  }
  if (
    state === 'queued' &&
    nextAttemptAt &&
    Date.parse(nextAttemptAt) > format.now.getTime() + SOON_MS
  ) {
    return t('log.note.later', { when: format.relative(nextAttemptAt) });
  }
  return undefined;
}
