import type {
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useSites } from '../../hooks/useInventory';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { addUp, costsOf, ratesOf } from '../../lib/rates';

/** What a booking is going to cost; nothing where it is free. */
export function BookingCost(props: {
  resources: readonly Resource[];
  types: readonly ResourceType[];
  units: Record<string, number>;
  start: string;
  end: string;
}) {
  const { resources, types, units, start, end } = props;
  const { t } = useTranslation();
  const { duration } = useTimeFormat();
  const format = useReportFormat();
  const { data: sites = [] } = useSites();
  const length = Date.parse(end) - Date.parse(start);
  const costs = addUp(
    resources.flatMap(resource =>
      costsOf({
        rates: ratesOf(
          resource,
          types.find(({ name }) => name === resource.type),
        ),
        zone:
          sites.find(site => site.entityRef === resource.siteRef)?.timeZone ??
          'UTC',
        start,
        end,
        units: units[resource.entityRef] ?? 1,
      }),
    ),
  );
  if (!(length > 0) || costs.length === 0) {
    return null;
  }
  return (
    <Text as="p" color="secondary" role="status">
      {t('rates.about', {
        costs: format.costs(costs),
        duration: duration(length),
      })}
    </Text>
  );
}
