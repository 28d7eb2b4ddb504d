import type {
  BookingStatus,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { useLanguage } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { BoardClock } from '../../lib/board/boardClock';
import type { Bar, Gap, NowAndNext } from '../../lib/board/boardTime';
import type { PowerState } from './useBoardData';

/** Messages without a placeholder. */
type FixedKey =
  | 'board.partTaken'
  | 'board.aboveTaken'
  | 'board.taken'
  | 'board.maintenance'
  | 'board.out'
  | 'board.freeAllAlong'
  | 'board.takenAllAlong'
  | `board.state.${PowerState}`
  | `common.resourceStatus.${Resource['status']}`
  | `common.status.${BookingStatus}`;

/**
 * What the board says of times, in the chosen language and zone. What is said of
 * a bar is kept: it is drawn again whenever its row is scrolled into sight.
 */
export function useBoardWords() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const language = useLanguage();
  const { zone } = format;
  return useMemo(() => {
    const length = (start: number, end: number) => format.duration(end - start);
    const clock = BoardClock.create(zone, language);
    const to = t('common.time.to');
    const spoken = (start: number, end: number) => clock.spoken(start, end, to);
    const known = new WeakMap<Bar, string>();
    const texts = new Map<string, string>();
    /** The same few come again and again, and take longer to say than to draw. */
    const once = (key: string, say: () => string) => {
      const text = texts.get(key) ?? say();
      texts.set(key, text);
      return text;
    };
    const fixed = (key: FixedKey) => once(key, () => t(key));
    const parts = (count: number) =>
      once(`parts ${count}`, () => t('board.parts', { count }));
    const freeUntil = (until: number, now: number) =>
      once(`free ${until} ${now}`, () =>
        t('board.freeUntil', {
          time: clock.moment(until, now),
          length: length(now, until),
        }),
      );
    const takenUntil = ({ start, end }: Gap, now: number) =>
      once(`taken ${start} ${end} ${now}`, () =>
        t('board.takenUntil', {
          time: clock.moment(start, now),
          length: length(start, end),
        }),
      );
    const sayBar = (bar: Bar) =>
      [
        bar.kind === 'part' && fixed('board.partTaken'),
        bar.kind === 'above' && fixed('board.aboveTaken'),
        bar.kind === 'taken' && fixed('board.taken'),
        bar.kind === 'maintenance' && fixed('board.maintenance'),
        bar.count === undefined ? bar.title : parts(bar.count),
        spoken(bar.start, bar.end),
        bar.booking &&
          fixed(`common.status.${bar.booking.status}`).toLocaleLowerCase(),
      ]
        .filter(Boolean)
        .join(', ');
    return {
      /** `free for 9 h` */
      gap: ({ start, end, units }: Gap) =>
        units === undefined
          ? t('board.freeFor', { length: length(start, end) })
          : t('board.unitsFreeFor', {
              units: String(units),
              length: length(start, end),
            }),
      spokenGap: ({ start, end }: Gap) =>
        t('board.spokenFree', {
          span: spoken(start, end),
          length: length(start, end),
        }),
      spokenBar: (bar: Bar) => {
        const text = known.get(bar) ?? sayBar(bar);
        known.set(bar, text);
        return text;
      },
      /** What stands on a bar. */
      barWord: (bar: Bar) => {
        if (bar.kind === 'taken') return fixed('board.taken');
        return bar.count === undefined ? bar.title : parts(bar.count);
      },
      /** Out of service, or whether what is booked is set up. */
      state: (status: Resource['status'], power: PowerState) =>
        status === 'active'
          ? fixed(`board.state.${power}`)
          : fixed(`common.resourceStatus.${status}`),
      /** `free until 14:00 (5 h)`, `free from 14:00 for 3 h` */
      nowAndNext: (said: NowAndNext | undefined, now: number) => {
        switch (said?.state) {
          case 'out':
            return fixed('board.out');
          case 'free':
            return said.until === undefined
              ? fixed('board.freeAllAlong')
              : freeUntil(said.until, now);
          case 'taken':
            return said.next
              ? takenUntil(said.next, now)
              : fixed('board.takenAllAlong');
          default:
            return '';
        }
      },
      /** `14:00–16:30, 2 h 30 min` */
      span: (start: number, end: number) =>
        `${format.span(new Date(start), new Date(end))} · ${length(start, end)}`,
    };
    // What is used of `format` changes with language and zone, as `t` does;
    // `format` itself with every minute.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, zone, language]);
}

export type BoardWords = ReturnType<typeof useBoardWords>;
