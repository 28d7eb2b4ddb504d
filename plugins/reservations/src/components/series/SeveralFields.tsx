import type {
  BookingPreview,
  FieldError,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingValues } from '../../lib/bookingForm';
import type { Several } from '../../lib/several';
import { FieldProblem } from '../booking/FormProblems';
import { BulkFields } from './BulkFields';
import { OccurrenceList } from './OccurrenceList';
import { RepeatsField } from './RepeatsField';

/** What makes several bookings of a form: that it repeats, or more times. */
export function SeveralFields(props: {
  values: BookingValues;
  several: Several;
  preview: BookingPreview | undefined;
  isChecking: boolean;
  errors: FieldError[];
  zone: string;
  onChange: (values: BookingValues) => void;
}) {
  const { values, several, preview, zone, onChange } = props;
  const { repeats } = several;
  return (
    <>
      <RepeatsField
        value={values.repeats}
        start={values.start}
        zone={zone}
        onChange={next => onChange({ ...values, repeats: next })}
      />
      <FieldProblem errors={props.errors} names={['recurrence']} />
      {!repeats && (
        <BulkFields
          value={values.bulk}
          start={values.start}
          zone={zone}
          resources={values.resourceRefs.length}
          onChange={bulk => onChange({ ...values, bulk })}
        />
      )}
      {repeats && preview && (
        <OccurrenceList
          preview={preview}
          isChecking={props.isChecking}
          value={repeats}
          zone={zone}
          onChange={next => onChange({ ...values, repeats: next })}
        />
      )}
    </>
  );
}
