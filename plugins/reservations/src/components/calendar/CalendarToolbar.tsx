import { useLanguage } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { CALENDAR_VIEWS, windowTitle } from '../../lib/calendarWindow';
import { DaysToolbar } from './DaysToolbar';
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
    <DaysToolbar
      title={windowTitle(view, date, locale)}
      viewsLabel={t('calendar.view')}
      views={CALENDAR_VIEWS.map(id => ({
        id,
        label: t(`calendar.view.${id}`),
      }))}
      view={view}
      onView={calendar.setView}
      onStep={calendar.step}
      onToday={() => calendar.setDate(undefined)}
      onHelp={onHelp}
    />
  );
}
