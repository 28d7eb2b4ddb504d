import { Combobox } from '@backstage/ui';
import { memo, useMemo } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { zoneOffset } from '@callboard/frontend-kit';

function timeZones(): string[] {
  return [
    'UTC',
    ...Intl.supportedValuesOf('timeZone').filter(z => z !== 'UTC'),
  ];
}

/**
 * One of the IANA time zones, found by typing part of its name. There are some
 * 400 of them: drawn anew only when its own value changes.
 */
export const TimeZoneField = memo(function TimeZones(props: {
  value: string;
  problem: string | undefined;
  isDisabled?: boolean;
  onChange: (zone: string) => void;
}) {
  const { value, problem, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const options = useMemo(() => {
    const now = new Date();
    return timeZones().map(zone => ({
      id: zone,
      label: zone,
      description: zoneOffset(zone, now),
    }));
  }, []);
  return (
    <Combobox
      name="timeZone"
      label={t('admin.site.timeZone')}
      secondaryLabel={t('admin.required')}
      description={t('admin.site.timeZoneHint')}
      options={options}
      search
      isDisabled={isDisabled}
      value={value || null}
      onChange={key => onChange(key === null ? '' : String(key))}
      validationBehavior="aria"
      validate={() => problem ?? null}
    />
  );
});
