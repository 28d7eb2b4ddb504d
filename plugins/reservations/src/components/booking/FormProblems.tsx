import {
  BookingPreview,
  FieldError,
  ReservationsRequestError,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { verdictWords } from '../../lib/verdictWords';
import { ErrorPanel } from '../common/ErrorPanel';
import { Asked, isRefused, RefusalMessage } from '../common/RefusalMessage';
import { QuotaNotes } from '../rules/QuotaNotes';
import styles from './BookingForm.module.css';

/** What the server says about a field, beneath it. */
export function FieldProblem(props: { errors: FieldError[]; names: string[] }) {
  const said = new Set(
    props.errors
      .filter(({ field }) => props.names.includes(field.split('/')[0]))
      .map(({ message }) => message),
  );
  return said.size === 0 ? null : (
    <p className={styles.problem} role="alert">
      {[...said].join(' ')}
    </p>
  );
}

/** Free, or why not and what else; the place stays when the answer changes. */
export function PreviewAnswer(props: {
  preview: BookingPreview | undefined;
  error: unknown;
  isChecking: boolean;
  asked: Asked;
  onChoose: (slot: Slot) => void;
}) {
  const { preview, error, isChecking, asked, onChoose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (error) {
    return <ErrorPanel title={t('booking.notChecked')} error={error} />;
  }
  if (!preview) {
    return (
      <p className={styles.hint} role="status">
        {isChecking ? t('booking.checking') : t('booking.chooseFirst')}
      </p>
    );
  }
  return (
    <div className={styles.answer} data-stale={isChecking} role="status">
      {isRefused(preview) ? (
        <Alert
          status="danger"
          icon
          description={
            <RefusalMessage
              refusal={preview}
              asked={asked}
              onChoose={onChoose}
            />
          }
        />
      ) : (
        <p className={styles.free}>
          <RiCheckLine size={16} aria-hidden />
          {isChecking ? t('booking.checking') : t('booking.free')}
        </p>
      )}
      {preview.verdicts
        .filter(({ result, overridden }) => result === 'approve' || overridden)
        .map(verdict => {
          const { policy, resourceRef, code, overridden } = verdict;
          const { message } = verdictWords(verdict, { t, format });
          return (
            <Alert
              key={`${policy}${resourceRef}${code}`}
              status={overridden ? 'warning' : 'info'}
              icon
              description={
                overridden ? t('rules.overridden', { rule: message }) : message
              }
            />
          );
        })}
      <QuotaNotes verdicts={preview.verdicts} />
      {preview.notices.map(notice => (
        <Alert
          key={`${notice.code}${notice.resourceRef}`}
          status="warning"
          icon
          description={notice.message}
        />
      ))}
    </div>
  );
}

/** Why the form was not taken; everything in it is still there. */
export function SubmitProblem(props: {
  title: string;
  error: unknown;
  asked: Asked;
  onChoose: (slot: Slot) => void;
}) {
  const { title, error, asked, onChoose } = props;
  if (!error) {
    return null;
  }
  return error instanceof ReservationsRequestError && isRefused(error) ? (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={title}
        description={
          <RefusalMessage refusal={error} asked={asked} onChoose={onChoose} />
        }
      />
    </div>
  ) : (
    <ErrorPanel title={title} error={error} mutation />
  );
}
