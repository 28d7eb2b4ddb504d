import {
  type Booking,
  isTerminal,
  ReservationsRequestError,
  type Series,
  type SeriesBooking,
  type SeriesPart,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Radio, RadioGroup } from '@backstage/ui';
import { Drawer, useWords } from '@callboard/frontend-kit';
import { type FormEvent, useId, useState } from 'react';
import { useBooking } from '../../hooks/useBookings';
import { useSeries, useUpdatePart } from '../../hooks/useSeries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { isSeriesRefused, placeOf, summarise } from '../../lib/occurrences';
import {
  type RepeatValues,
  repeatsOfRule,
  toRecurrence,
} from '../../lib/repeats';
import { useSuccessToast } from '../booking/useSuccessToast';
import { FieldProblem } from '../booking/FormProblems';
import { usePreview } from '../booking/usePreview';
import { ErrorPanel } from '../common/ErrorPanel';
import { DetailsSkeleton } from '../common/Skeletons';
import { OccurrenceList } from './OccurrenceList';
import { RepeatsField } from './RepeatsField';
import styles from './Series.module.css';

type Part = Exclude<SeriesPart, 'one'>;

/** The rule of a booking's series, to be changed from it on or for all. */
export function SeriesRule(props: {
  id: string;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const { id, onClose, onDone } = props;
  const { t } = useTranslation();
  const booking = useBooking(id);
  const series = useSeries(booking.data?.seriesId);
  const error = booking.error ?? series.error;
  // What was loaded first is what is changed: afterwards the booking may be of
  // another series.
  const [about, setAbout] = useState<{ booking: Booking; series: Series }>();
  if (!about && booking.data && series.data) {
    setAbout({ booking: booking.data, series: series.data });
  }
  if (about) {
    return <RuleForm {...about} onClose={onClose} onDone={onDone} />;
  }
  return (
    <Drawer title={t('series.changeRule')} onClose={onClose}>
      {error ? (
        <ErrorPanel
          title={t('booking.notLoaded')}
          error={error}
          onRetry={() => (booking.error ? booking : series).refetch()}
        />
      ) : (
        <DetailsSkeleton />
      )}
    </Drawer>
  );
}

/** The first that the rule is then counted from. */
function firstOf(series: Series, booking: Booking, part: Part, now: number) {
  const toCome = series.items.filter(
    ({ status, start }) => !isTerminal(status) && Date.parse(start) > now,
  );
  return part === 'following'
    ? series.items.find(({ id }) => id === booking.id)
    : toCome.at(0);
}

function valuesOf(
  series: Series,
  first: SeriesBooking | undefined,
  fallback: string,
): RepeatValues {
  return repeatsOfRule(series.rule, {
    start: first?.occurrence ?? fallback,
    zone: series.timeZone,
    skipped: (first?.number ?? 1) - 1,
  });
}

function RuleForm(props: {
  booking: Booking;
  series: Series;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const { booking, series, onClose, onDone } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { now } = useTimeFormat();
  const formId = useId();
  const announce = useSuccessToast();
  const update = useUpdatePart();
  const zone = series.timeZone;
  const hasBegun = Date.parse(booking.start) <= now.getTime();
  const parts: Part[] = hasBegun ? ['all'] : ['following', 'all'];
  const [part, setPart] = useState<Part>(parts[0]);
  const first = firstOf(series, booking, part, now.getTime());
  const start = first?.occurrence ?? booking.start;
  const [values, setValues] = useState(() =>
    valuesOf(series, first, booking.start),
  );
  /** Until somebody says so, the server knows what is out. */
  const [out, setOut] = useState<string[]>();

  const recurrence = {
    ...toRecurrence(values, start, zone)!,
    exdates: out,
  };
  const { preview, error, isChecking } = usePreview({
    resourceRefs: booking.resourceRefs,
    start: booking.start,
    end: booking.end,
    replaces: booking.id,
    apply: part,
    recurrence,
  });
  const exdates =
    out ??
    preview?.occurrences
      .filter(({ becomes }) => becomes === 'left_out')
      .map(placeOf) ??
    [];
  const sum = preview && summarise(preview.occurrences, exdates);
  const isRefused = !sum || isSeriesRefused(sum, values.skip);
  const problems = [error, update.error].flatMap(one =>
    one instanceof ReservationsRequestError ? one.fields : [],
  );
  const failure = update.error ?? error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      {
        ...{ id: booking.id, version: booking.version, part },
        change: { recurrence },
      },
      {
        onSuccess: changed => {
          announce(t('series.ruleChanged', { title: changed.title }), changed);
          onDone(changed.id);
        },
      },
    );
  };
  return (
    <Drawer
      title={t('series.ruleTitle', { title: booking.title })}
      onClose={onClose}
      footer={
        <>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={update.isPending}
            isDisabled={isRefused || isChecking || error !== null}
          >
            {t('series.ruleSubmit')}
          </Button>
          <Button variant="tertiary" onPress={onClose}>
            {word('action.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.ruleForm} onSubmit={submit}>
        {failure && problems.length === 0 && (
          <ErrorPanel
            title={t('series.notChanged')}
            error={failure}
            mutation={update.error !== null}
          />
        )}
        <RadioGroup
          label={t('series.rulePart')}
          value={part}
          onChange={chosen => {
            const next = chosen as Part;
            update.reset();
            setPart(next);
            setOut(undefined);
            setValues(
              valuesOf(
                series,
                firstOf(series, booking, next, now.getTime()),
                booking.start,
              ),
            );
          }}
        >
          {parts.map(one => (
            <Radio key={one} value={one}>
              {t(`series.part.${one}`)}
            </Radio>
          ))}
        </RadioGroup>
        <p className={styles.hint}>{t('series.partHint')}</p>
        <RepeatsField
          always
          value={values}
          start={start}
          zone={zone}
          onChange={next => {
            update.reset();
            setOut(undefined);
            setValues(next);
          }}
        />
        <FieldProblem errors={problems} names={['recurrence', 'start']} />
        {preview && !error && (
          <OccurrenceList
            preview={preview}
            isChecking={isChecking}
            value={{ ...values, exdates }}
            zone={zone}
            onChange={next => {
              update.reset();
              setValues({ ...values, skip: next.skip });
              if (next.exdates !== exdates) {
                setOut(next.exdates);
              }
            }}
          />
        )}
        {preview?.cancelled && preview.cancelled.length > 0 && (
          <Gone bookings={preview.cancelled} zone={zone} />
        )}
      </form>
    </Drawer>
  );
}

/** What the rule leaves no place. */
function Gone(props: { bookings: SeriesBooking[]; zone: string }) {
  const { bookings, zone } = props;
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  return (
    <section className={styles.gone}>
      <h3>{t('series.gone', { total: String(bookings.length) })}</h3>
      <ul>
        {bookings.map(({ id, start, end }) => (
          <li key={id} title={format.exact(start, end)}>
            {format.span(start, end)}
          </li>
        ))}
      </ul>
    </section>
  );
}
