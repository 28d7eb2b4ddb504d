import type {
  Conflict,
  Slot,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { TimeFormat, useTimeFormat } from '../../hooks/useTimeFormat';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { EntityName } from '@callboard/frontend-kit';
import { verdictWords } from '../../lib/verdictWords';
import styles from './RefusalMessage.module.css';

const SHOWN = 3;

/** What a refusal carries; a `ReservationsRequestError` and a preview both do. */
export type Refusal = {
  message?: string;
  conflicts: Conflict[];
  suggestions: Slot[];
  verdicts: Verdict[];
};

/** What was asked for, so that an offer can say "same time". */
export type Asked = { resourceRefs: string[]; start: string; end: string };

/** A denial that counts. */
export function isDenial({ result, overridden }: Verdict): boolean {
  return result === 'deny' && !overridden;
}

export function isRefused(refusal: Pick<Refusal, 'conflicts' | 'verdicts'>) {
  return refusal.conflicts.length > 0 || refusal.verdicts.some(isDenial);
}

/**
 * A refusal as a sentence with a way on: "Taken Tue 16 Mar, 10:00–12:00
 * (another team). Free: …", each offer one click.
 */
export function RefusalMessage(props: {
  refusal: Refusal;
  asked?: Asked;
  onChoose?: (slot: Slot) => void;
}) {
  const { refusal, asked, onChoose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const denials = refusal.verdicts.filter(isDenial);
  const { conflicts, suggestions, message } = refusal;
  const hidden = conflicts.length - SHOWN;
  const explained = conflicts.length + denials.length > 0;
  return (
    <div className={styles.refusal}>
      {!explained && message && <p>{message}</p>}
      {denials.map(verdict => (
        <p key={`${verdict.policy}${verdict.resourceRef}${verdict.code}`}>
          <VerdictSentence
            verdict={verdict}
            withPasses={!(verdict.slot && onChoose)}
          />
          {verdict.slot && onChoose && (
            <Button
              className={styles.fix}
              size="small"
              variant="secondary"
              onPress={() =>
                onChoose({
                  resourceRef:
                    verdict.resourceRef ?? asked?.resourceRefs[0] ?? '',
                  ...verdict.slot!,
                })
              }
            >
              {t('rules.take', {
                span: format.span(verdict.slot.start, verdict.slot.end),
              })}
            </Button>
          )}
        </p>
      ))}
      {conflicts.slice(0, SHOWN).map(conflict => (
        <p key={`${conflict.resourceRef}${conflict.start}${conflict.kind}`}>
          <ConflictSentence conflict={conflict} asked={asked} />
        </p>
      ))}
      {hidden > 0 && <p>{t('common.refusal.more', { count: hidden })}</p>}
      {suggestions.length > 0 && onChoose && (
        <div className={styles.offers}>
          <span>{t('common.refusal.free')}</span>
          {suggestions.map(slot => (
            <Button
              key={`${slot.resourceRef}${slot.start}`}
              size="small"
              variant="secondary"
              onPress={() => onChoose(slot)}
            >
              {offerText(slot, asked, { t, format, titleOf })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function VerdictSentence(props: { verdict: Verdict; withPasses: boolean }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { message, passes } = verdictWords(props.verdict, { t, format });
  return (
    <>
      {message}
      {props.withPasses && passes && (
        <> {t('common.refusal.passes', { what: passes })}</>
      )}
    </>
  );
}

function ConflictSentence(props: { conflict: Conflict; asked?: Asked }) {
  const { conflict, asked } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const span = format.span(conflict.start, conflict.end);
  const resource = titleOf(conflict.resourceRef);
  if (conflict.kind !== 'booking') {
    return <>{t(`common.refusal.${conflict.kind}`, { resource, span })}</>;
  }
  const alone = asked?.resourceRefs.length === 1;
  const who = conflict.owner ? (
    <EntityName entityRef={conflict.owner} />
  ) : (
    t('common.refusal.anotherTeam')
  );
  return (
    <>
      {alone
        ? t('common.refusal.taken', { span, who })
        : t('common.refusal.takenOn', { resource, span, who })}
    </>
  );
}

function offerText(
  slot: Slot,
  asked: Asked | undefined,
  say: {
    t: Translate;
    format: TimeFormat;
    titleOf: (entityRef: string) => string;
  },
): string {
  const resource = say.titleOf(slot.resourceRef);
  const span = say.format.span(slot.start, slot.end);
  if (!asked) {
    return say.t('common.refusal.slotOn', { span, resource });
  }
  const sameTime =
    Date.parse(asked.start) === Date.parse(slot.start) &&
    Date.parse(asked.end) === Date.parse(slot.end);
  if (sameTime) {
    return say.t('common.refusal.sameTimeOn', { resource });
  }
  return asked.resourceRefs.includes(slot.resourceRef)
    ? span
    : say.t('common.refusal.slotOn', { span, resource });
}
