import type {
  BookingPreview,
  Occurrence,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Switch } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { isOccurrenceRefused, placeOf, summarise } from '../../lib/occurrences';
import type { RepeatValues } from '../../lib/repeats';
import { verdictWords } from '../../lib/verdictWords';
import styles from './Series.module.css';

/** Everything that would be booked, with what is in the way, one by one. */
export function OccurrenceList(props: {
  preview: BookingPreview;
  isChecking: boolean;
  value: RepeatValues;
  zone: string;
  onChange: (value: RepeatValues) => void;
}) {
  const { preview, isChecking, value, zone, onChange } = props;
  const { t } = useTranslation();
  const { occurrences } = preview;
  const { wanted, refused } = summarise(occurrences, value.exdates);
  const toggle = (start: string, out: boolean) =>
    onChange({
      ...value,
      exdates: out
        ? [...value.exdates, start]
        : value.exdates.filter(one => one !== start),
    });
  return (
    <section
      className={styles.occurrences}
      data-stale={isChecking}
      aria-label={t('series.occurrences', { total: String(wanted) })}
    >
      <p className={styles.sum} role="status" data-refused={refused > 0}>
        {refused === 0 && <RiCheckLine size={16} aria-hidden />}
        {t('series.occurrences', { total: String(wanted) })}
        {' · '}
        {refused === 0
          ? t('series.allFree')
          : t('series.someTaken', {
              taken: String(refused),
              total: String(wanted),
            })}
      </p>
      {refused > 0 && (
        <>
          <Switch
            label={t('series.skip')}
            isSelected={value.skip}
            onChange={skip => onChange({ ...value, skip })}
          />
          <p className={styles.hint}>{t('series.skipHint')}</p>
        </>
      )}
      {/* Scrolls by itself where it is long. */}
      <ol
        className={styles.list}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {occurrences.map(one => (
          <Row
            key={placeOf(one)}
            occurrence={one}
            zone={zone}
            isOut={value.exdates.includes(placeOf(one))}
            isSkipped={value.skip && isOccurrenceRefused(one)}
            onToggle={out => toggle(placeOf(one), out)}
          />
        ))}
      </ol>
    </section>
  );
}

function Row(props: {
  occurrence: Occurrence;
  zone: string;
  isOut: boolean;
  isSkipped: boolean;
  onToggle: (out: boolean) => void;
}) {
  const { occurrence, zone, isOut, isSkipped, onToggle } = props;
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  const { start, end, oddTime, becomes } = occurrence;
  const when = format.span(start, end);
  const key = isOut ? 'putBack' : 'takeOut';
  return (
    <li className={styles.row} data-out={isOut || isSkipped}>
      <div>
        <span title={format.exact(start, end)}>{when}</span>
        <WhatIsOdd occurrence={occurrence} isOut={isOut || isSkipped} />
        {!isOut && (becomes === 'moved' || becomes === 'booked') && (
          <p className={styles.hint}>{t(`series.becomes.${becomes}`)}</p>
        )}
        {oddTime && <p className={styles.odd}>{t(`series.odd.${oddTime}`)}</p>}
      </div>
      <Button
        size="small"
        variant="tertiary"
        aria-label={t(`series.${key}Named`, { when })}
        onPress={() => onToggle(!isOut)}
      >
        {t(`series.${key}`)}
      </Button>
    </li>
  );
}

function WhatIsOdd(props: { occurrence: Occurrence; isOut: boolean }) {
  const { occurrence, isOut } = props;
  const { t } = useTranslation();
  const { conflicts = [], verdicts = [] } = occurrence;
  const denied = verdicts.find(({ result, overridden }) =>
    result === 'deny' ? !overridden : false,
  );
  const waits = verdicts.find(({ result }) => result === 'approve');
  const said = denied ?? waits;
  const format = useTimeFormat();
  const words = said && verdictWords(said, { t, format }).message;
  return (
    <>
      {isOut && <p className={styles.hint}>{t('series.takenOut')}</p>}
      {conflicts.length > 0 && (
        <p className={styles.taken}>
          {conflicts[0].title
            ? t('series.takenBy', { title: conflicts[0].title })
            : t('series.taken')}
        </p>
      )}
      {words && <p className={denied ? styles.taken : styles.odd}>{words}</p>}
    </>
  );
}
