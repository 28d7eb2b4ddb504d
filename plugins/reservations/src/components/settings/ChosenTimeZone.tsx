import { useCallback } from 'react';
import { Button } from '@backstage/ui';
import { myTimeZone } from '@callboard/frontend-kit';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { TimeZoneField } from '../admin/common/TimeZoneField';
import styles from './Settings.module.css';

/** In which zone times are shown, until another is chosen on a page. */
export function ChosenTimeZone() {
  const { t } = useTranslation();
  const { zone, isMine, chooseZone } = useTimeZone();
  const format = useTimeFormat();
  const mine = myTimeZone();
  const choose = useCallback(
    (chosen: string) =>
      chooseZone(chosen === '' || chosen === mine ? undefined : chosen),
    [chooseZone, mine],
  );
  return (
    <>
      <div className={styles.zone}>
        <TimeZoneField value={zone} problem={undefined} onChange={choose} />
      </div>
      <p role="status">
        {t('settings.zoneNow', { time: format.time(format.now) })}
      </p>
      {!isMine && (
        <div>
          <Button variant="secondary" size="small" onPress={() => choose(mine)}>
            {t('settings.zoneReset', { zone: mine })}
          </Button>
        </div>
      )}
    </>
  );
}
