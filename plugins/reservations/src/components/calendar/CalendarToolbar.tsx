import {
  Button,
  ButtonIcon,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiKeyboardLine,
} from '@remixicon/react';
import { Toolbar, useLanguage } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import {
  CALENDAR_VIEWS,
  CalendarView,
  windowTitle,
} from '../../lib/calendarWindow';
import styles from './CalendarToolbar.module.css';
import type { CalendarControls } from './useCalendarState';

/** Which days, and how many of them. */
export function CalendarToolbar(props: {
  calendar: CalendarControls;
  onHelp: () => void;
}) {
  const { calendar, onHelp } = props;
  const { t } = useTranslation();
  const locale = useLanguage();
  const { view, date } = calendar.state;
  return (
    <Toolbar
      label={t('calendar.navigation')}
      start={
        <>
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowLeftSLine />}
            aria-label={t('calendar.earlier')}
            onPress={() => calendar.step(-1)}
          />
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowRightSLine />}
            aria-label={t('calendar.later')}
            onPress={() => calendar.step(1)}
          />
          <Button
            variant="secondary"
            onPress={() => calendar.setDate(undefined)}
          >
            {t('calendar.today')}
          </Button>
          <Text
            as="h2"
            variant="title-x-small"
            weight="bold"
            aria-live="polite"
          >
            {windowTitle(view, date, locale)}
          </Text>
        </>
      }
      end={
        <>
          <ToggleButtonGroup
            aria-label={t('calendar.view')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={keys =>
              calendar.setView([...keys][0] as CalendarView)
            }
          >
            {CALENDAR_VIEWS.map(name => (
              <ToggleButton key={name} id={name}>
                {t(`calendar.view.${name}`)}
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
