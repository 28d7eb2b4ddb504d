import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { DeliveryStatus } from '@callboard/backstage-plugin-webhooks-common';
import { DELIVERY_STATUSES } from '@callboard/backstage-plugin-webhooks-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';

const ALL = 'all';

/** Everything, or what is delivered, on its way, or given up. */
export function StatusChoice(props: {
  status: DeliveryStatus | undefined;
  /** How many are given up, where that is known. */
  dead: number | undefined;
  onChange: (status: DeliveryStatus | undefined) => void;
}) {
  const { status, dead, onChange } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <ToggleButtonGroup
      aria-label={t('log.filter.status')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[status ?? ALL]}
      onSelectionChange={keys => {
        const [key] = [...keys];
        onChange(DELIVERY_STATUSES.find(candidate => candidate === key));
      }}
    >
      <ToggleButton id={ALL}>{t('log.status.all')}</ToggleButton>
      {DELIVERY_STATUSES.map(name => (
        <ToggleButton key={name} id={name}>
          {name === 'dead' && dead
            ? `${t('log.status.dead')} (${format.number(dead)})`
            : t(`log.status.${name}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
