import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { verdictWords } from '../../lib/verdictWords';

/** Why somebody must decide on a booking, one paragraph for each reason. */
export function ApprovalReasons({
  approval,
}: {
  approval: NonNullable<Booking['approval']>;
}) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { verdicts, reasons } = approval;
  const said = verdicts
    ? verdicts.map(verdict => verdictWords(verdict, { t, format }).message)
    : reasons;
  return (
    <>
      {[...new Set(said)].map(reason => (
        <p key={reason}>{reason}</p>
      ))}
    </>
  );
}
