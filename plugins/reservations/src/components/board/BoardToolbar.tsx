import {
  Button,
  ButtonIcon,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { Toolbar, useLanguage } from '@callboard/frontend-kit';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiKeyboardLine,
} from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import { BOARD_DAYS, BoardDays } from '../../lib/board/boardScale';
import { boardTitle } from './boardTitle';
import styles from './Board.module.css';
import type { BoardControls } from './useBoardState';

/** Which days, and how many at once. */
export function BoardToolbar(props: {
  board: BoardControls;
  onHelp: () => void;
}) {
  const { board, onHelp } = props;
  const { t } = useTranslation();
  const locale = useLanguage();
  return (
    <Toolbar
      label={t('calendar.navigation')}
      start={
        <>
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowLeftSLine />}
            aria-label={t('calendar.earlier')}
            onPress={() => board.stepDays(-1)}
          />
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowRightSLine />}
            aria-label={t('calendar.later')}
            onPress={() => board.stepDays(1)}
          />
          <Button
            variant="secondary"
            onPress={() => board.calendar.setDate(undefined)}
          >
            {t('calendar.today')}
          </Button>
          <Text
            as="h2"
            variant="title-x-small"
            weight="bold"
            aria-live="polite"
          >
            {boardTitle(board.calendar.state.date, board.days, locale)}
          </Text>
        </>
      }
      end={
        <>
          <ToggleButtonGroup
            aria-label={t('board.zoom')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(board.days)]}
            onSelectionChange={keys =>
              board.setDays(Number([...keys][0]) as BoardDays)
            }
          >
            {BOARD_DAYS.map(days => (
              <ToggleButton key={days} id={String(days)}>
                {t('board.days', { count: days })}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <span className={styles.help}>
            <ButtonIcon
              variant="tertiary"
              icon={<RiKeyboardLine />}
              aria-label={t('calendar.keys.title')}
              onPress={onHelp}
            />
          </span>
        </>
      }
    />
  );
}
