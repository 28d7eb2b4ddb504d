import { useLanguage } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { BOARD_DAYS, BoardDays } from '../../lib/board/boardScale';
import { DaysToolbar } from '../calendar/DaysToolbar';
import { boardTitle } from './boardTitle';
import type { BoardControls } from './useBoardState';

/** Which days, and how many at once. */
export function BoardToolbar(props: {
  board: BoardControls;
  onHelp: () => void;
}) {
  const { board, onHelp } = props;
  const { calendar, days } = board;
  const { t } = useTranslation();
  const locale = useLanguage();
  return (
    <DaysToolbar
      title={boardTitle(calendar.state.date, days, locale)}
      viewsLabel={t('board.zoom')}
      views={BOARD_DAYS.map(count => ({
        id: `${count}` as const,
        label: t('board.days', { count }),
      }))}
      view={`${days}`}
      onView={view => board.setDays(Number(view) as BoardDays)}
      onStep={board.stepDays}
      onToday={() => calendar.setDate(undefined)}
      onHelp={onHelp}
    />
  );
}
