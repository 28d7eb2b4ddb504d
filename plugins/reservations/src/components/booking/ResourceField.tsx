import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { NumberField, Select } from '@backstage/ui';
import { useWords } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './BookingForm.module.css';

/** Which resources, of those that the caller may book. */
export function ResourceField(props: {
  value: string[];
  onChange: (refs: string[]) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { siteRef } = useSite();
  const { data: resources, isPending } = useResources();
  const { data: types } = useResourceTypes();
  const { data: sites } = useSites();
  const options = useMemo(() => {
    const typeTitles = new Map(types?.map(type => [type.name, type.title]));
    const offered = (resource: Resource) =>
      value.includes(resource.entityRef) ||
      (resource.actions.includes('book') &&
        (!siteRef || resource.siteRef === siteRef));
    return (sites ?? [])
      .map(site => ({
        title: site.title,
        options: (resources ?? [])
          .filter(r => r.siteRef === site.entityRef && offered(r))
          .map(({ entityRef, title, type, status }) => ({
            id: entityRef,
            label: title,
            description: [
              typeTitles.get(type) ?? type,
              status !== 'active' && t(`common.resourceStatus.${status}`),
            ]
              .filter(Boolean)
              .join(' · '),
          })),
      }))
      .filter(section => section.options.length > 0);
  }, [resources, sites, types, siteRef, t, value]);
  return (
    <Select
      label={t('booking.resources')}
      placeholder={
        isPending ? word('state.loading') : t('booking.chooseResources')
      }
      selectionMode="multiple"
      search={{ placeholder: t('booking.searchResources') }}
      isRequired
      secondaryLabel={t('common.required')}
      options={options}
      value={value}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}

/** How many units of each pool. */
export function UnitFields(props: {
  pools: Resource[];
  units: Record<string, number>;
  onChange: (units: Record<string, number>) => void;
}) {
  const { pools, units, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      {pools.map(({ entityRef, title, capacity }) => (
        <div key={entityRef} className={styles.units}>
          <NumberField
            label={t('booking.unitsOf', { resource: title })}
            secondaryLabel={t('booking.unitsOfAll', { all: String(capacity) })}
            minValue={1}
            maxValue={Number(capacity)}
            value={units[entityRef] ?? 1}
            onChange={amount =>
              onChange({ ...units, [entityRef]: amount || 1 })
            }
          />
        </div>
      ))}
    </>
  );
}
