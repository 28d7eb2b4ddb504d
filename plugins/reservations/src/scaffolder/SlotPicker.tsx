import { BgProvider, Text } from '@backstage/ui';
import { useEffect, useId, useState } from 'react';
import { ReservationsProvider } from '../api/ReservationsProvider';
import { TimeFields } from '../components/booking/TimeFields';
import { usePreview } from '../components/booking/usePreview';
import { isRefused, RefusalMessage } from '../components/common/RefusalMessage';
import { RowsSkeleton } from '../components/common/Skeletons';
import { ZoneSelector } from '../components/common/ZoneSelector';
import { LOOK_AHEAD_DAYS } from '../components/entity/useResourceAvailability';
import { useWindow } from '../components/entity/useWindow';
import { useSlots } from '../components/find/useSlots';
import { useTimeFormat } from '../hooks/useTimeFormat';
import { useTranslation } from '../hooks/useTranslation';
import { addMinutes, lengthMinutes } from '../lib/bookingForm';
import { roundUp, useErrorText } from '@callboard/frontend-kit';
import { DEFAULT_RESOURCE_FIELD } from './checkSlot';
import styles from './Pickers.module.css';
import { isSpan, TimeSpan } from './timeSpan';
import type { SlotPickerProps } from './slotPickerField';

const DEFAULT_MINUTES = 60;
const MAX_MINUTES = LOOK_AHEAD_DAYS * 24 * 60;
const PROPOSALS = 6;

export function SlotPicker(props: SlotPickerProps) {
  return (
    <ReservationsProvider>
      {/* The form's paper. */}
      <BgProvider bg="neutral-1">
        <Picker {...props} />
      </BgProvider>
    </ReservationsProvider>
  );
}

function chosenResource(props: SlotPickerProps): string | undefined {
  const { resourceField = DEFAULT_RESOURCE_FIELD } =
    props.uiSchema['ui:options'] ?? {};
  const value: unknown = props.formContext?.formData?.[resourceField];
  return typeof value === 'string' && value ? value : undefined;
}

function Picker(props: SlotPickerProps) {
  const { formData, onChange, schema, required, rawErrors } = props;
  const { t } = useTranslation();
  const id = useId();
  const resourceRef = chosenResource(props);
  return (
    <div className={styles.field} role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <Text id={id} weight="bold" variant="body-medium">
          {schema.title ?? t('scaffolder.slot.title')}
          {required && (
            <Text color="secondary"> · {t('scaffolder.required')}</Text>
          )}
        </Text>
        <div className={styles.zone}>
          <ZoneSelector />
        </div>
      </div>
      {schema.description && (
        <Text as="p" variant="body-small" color="secondary">
          {schema.description}
        </Text>
      )}
      {resourceRef ? (
        <Slots
          // Another resource is free at other times.
          key={resourceRef}
          resourceRef={resourceRef}
          minutes={props.uiSchema['ui:options']?.minutes ?? DEFAULT_MINUTES}
          value={isSpan(formData) ? formData : undefined}
          onChange={onChange}
        />
      ) : (
        <Text as="p" color="secondary">
          {t('scaffolder.slot.noResource')}
        </Text>
      )}
      {rawErrors?.map(problem => (
        <Text
          key={problem}
          as="p"
          variant="body-small"
          color="danger"
          role="alert"
        >
          {problem}
        </Text>
      ))}
    </div>
  );
}

function Slots(props: {
  resourceRef: string;
  minutes: number;
  value: TimeSpan | undefined;
  onChange: (span: TimeSpan) => void;
}) {
  const { resourceRef, value, onChange } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const { zone, now } = useTimeFormat();
  const [draft, setDraft] = useState<TimeSpan>(
    () => value ?? firstSpan(now, props.minutes, zone),
  );
  const shown = value ?? draft;
  const minutes = Math.max(lengthMinutes(shown), 0) || props.minutes;
  const window = useWindow(LOOK_AHEAD_DAYS * 24);
  const { data, isPending, error } = useSlots(
    minutes > MAX_MINUTES
      ? undefined
      : {
          ...{ resourceRefs: [resourceRef], minutes },
          ...{ from: window.from, until: window.to },
          ...{ daily: true, limit: PROPOSALS },
        },
  );
  const slots = minutes > MAX_MINUTES ? [] : data?.items;
  const { preview, isChecking } = usePreview(
    value && { resourceRefs: [resourceRef], ...value },
  );

  // A bare form value is the promise that the person saw and chose it.
  const choose = (span: TimeSpan) => {
    setDraft(span);
    onChange(span);
  };

  useEffect(() => {
    if (value) setDraft(value);
  }, [value]);

  return (
    <>
      {isPending && !slots && <RowsSkeleton rows={2} height={40} />}
      {error && !slots && (
        <Text as="p" color="danger" role="alert">
          {textOf(error)}
        </Text>
      )}
      {slots && <Proposals slots={slots} value={value} onChoose={choose} />}
      <TimeFields
        start={shown.start}
        end={shown.end}
        zone={zone}
        onStart={start => choose({ start, end: addMinutes(start, minutes) })}
        onEnd={end => choose({ ...shown, end })}
      />
      <div aria-live="polite" className={styles.preview}>
        {!value && (
          <Text as="p" variant="body-small" color="secondary">
            {t('scaffolder.slot.choose')}
          </Text>
        )}
        {value && isChecking && (
          <Text as="p" variant="body-small" color="secondary">
            {t('scaffolder.slot.checking')}
          </Text>
        )}
        {value && preview && !isChecking && isRefused(preview) && (
          <RefusalMessage
            refusal={preview}
            asked={{ resourceRefs: [resourceRef], ...value }}
            onChoose={slot => choose({ start: slot.start, end: slot.end })}
          />
        )}
        {value && preview && !isChecking && !isRefused(preview) && (
          <Text as="p" variant="body-small" color="success">
            {t('scaffolder.slot.fits')}
          </Text>
        )}
      </div>
    </>
  );
}

function firstSpan(now: Date, minutes: number, zone: string): TimeSpan {
  const start = roundUp(now, 15, zone);
  return { start, end: addMinutes(start, minutes) };
}

function Proposals(props: {
  slots: TimeSpan[];
  value: TimeSpan | undefined;
  onChoose: (span: TimeSpan) => void;
}) {
  const { slots, value, onChoose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (slots.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('scaffolder.slot.noneFree', { days: String(LOOK_AHEAD_DAYS) })}
      </Text>
    );
  }
  return (
    <div
      role="group"
      aria-label={t('scaffolder.slot.proposals')}
      className={styles.slots}
    >
      {slots.map(slot => (
        <button
          key={slot.start}
          type="button"
          className={styles.slot}
          aria-pressed={
            value !== undefined &&
            Date.parse(value.start) === Date.parse(slot.start) &&
            Date.parse(value.end) === Date.parse(slot.end)
          }
          title={format.exact(slot.start, slot.end)}
          onClick={() => onChoose({ start: slot.start, end: slot.end })}
        >
          <span>{format.span(slot.start, slot.end)}</span>
          <span className={styles.relative}>{format.relative(slot.start)}</span>
        </button>
      ))}
    </div>
  );
}
