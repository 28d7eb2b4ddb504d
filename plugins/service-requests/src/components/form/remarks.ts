import { createContext, useContext } from 'react';
import type { Remark } from '../../lib/verdicts';

/** What is said at each place of the form; `touch` says that a person has been there. */
export type Remarks = {
  at: (place: string) => Remark | undefined;
  touch: (place: string) => void;
};

export const RemarksContext = createContext<Remarks>({
  at: () => undefined,
  touch: () => {},
});

export function useRemark(place: string) {
  const { at, touch } = useContext(RemarksContext);
  const remark = at(place);
  return {
    remark,
    isInvalid: remark?.tone === 'danger',
    touch: () => touch(place),
  };
}
