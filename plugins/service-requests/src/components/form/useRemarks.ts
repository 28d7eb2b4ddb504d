import type {
  FieldError,
  Preview,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import { useCallback, useContext, useMemo, useState } from 'react';
import { useSaid } from '../../hooks/useSaid';
import { useVerdictWords } from '../../hooks/useVerdictWords';
import { remarksByPlace } from '../../lib/verdicts';
import { type Remarks, RemarksContext } from './remarks';

const NOTHING: never[] = [];

/**
 * What stands at the fields. A rule speaks at once; that something is missing
 * or malformed is said where the person has been, and everywhere after an
 * attempt to hand it in.
 */
export function useRemarks(
  preview: Preview | undefined,
  refused: { fields: FieldError[]; verdicts: Verdict[] },
) {
  const said = useSaid();
  const inWords = useVerdictWords();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setTried] = useState(false);
  const {
    fields: previewFields = NOTHING,
    verdicts: previewVerdicts = NOTHING,
  } = preview ?? {};
  const rules = useMemo(
    () =>
      remarksByPlace(
        NOTHING,
        [...previewVerdicts, ...refused.verdicts].map(inWords),
        said,
      ),
    [previewVerdicts, refused.verdicts, inWords, said],
  );
  const problems = useMemo(
    () => remarksByPlace([...previewFields, ...refused.fields], NOTHING, said),
    [previewFields, refused.fields, said],
  );
  const remarks = useMemo<Remarks>(
    () => ({
      at: place =>
        (isTried || touched.has(place) ? problems.get(place) : undefined) ??
        rules.get(place),
      touch: place =>
        setTouched(known =>
          known.has(place) ? known : new Set(known).add(place),
        ),
    }),
    [isTried, problems, rules, touched],
  );
  return { remarks, isTried, tried: useCallback(() => setTried(true), []) };
}

/** Whether something is wrong at one of these places, or below. */
export function useHasRemark(places: string[]): boolean {
  const { at } = useContext(RemarksContext);
  return places.some(place => at(place)?.tone === 'danger');
}
