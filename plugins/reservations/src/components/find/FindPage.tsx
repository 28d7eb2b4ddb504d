import {
  EmptyState,
  useNow,
  useSetSearchParams,
} from '@callboard/frontend-kit';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResourceTypes } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import {
  needFields,
  queryParams,
  readQuery,
  searchOf,
  SlotQuery,
} from '../../lib/find/slotSearch';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { FindForm } from './FindForm';
import { Obstacles } from './Obstacles';
import { SlotCards } from './SlotCards';
import { useSlots } from './useSlots';

export function FindPage() {
  return (
    <ReservationsPage>
      <FindSlot />
    </ReservationsPage>
  );
}

/** Any of a type, with what is needed, for so long, in these days: what is free. */
export function FindSlot() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { siteRef } = useSite();
  const { data: types } = useResourceTypes({ site: siteRef });
  const { openForm } = useBookingDrawer();
  const now = useNow(60_000);
  const query = useMemo(() => readQuery(params), [params]);
  const type = types?.find(({ name }) => name === query.type);
  const fields = useMemo(() => needFields(type?.attributesSchema), [type]);
  const isReady = types !== undefined;
  const search = useMemo(
    () => (isReady ? searchOf(query, fields, { now, siteRef }) : undefined),
    [isReady, query, fields, now, siteRef],
  );
  const { data, error, refetch } = useSlots(search);
  const change = useCallback(
    (changes: Partial<SlotQuery>) =>
      setParams(queryParams(changes, query), { replace: true }),
    [setParams, query],
  );
  return (
    <>
      <FindForm
        query={query}
        types={types ?? []}
        fields={fields}
        onChange={change}
      />
      {error && (
        <ErrorPanel
          title={t('find.notSearched')}
          error={error}
          onRetry={refetch}
        />
      )}
      {isReady && !search && (
        <EmptyState
          title={t('find.impossible')}
          description={t('find.impossibleHint')}
        />
      )}
      {(!isReady || search) && !data && !error && (
        <RowsSkeleton rows={5} height={72} />
      )}
      {search && data && data.items.length > 0 && (
        <SlotCards
          slots={data.items}
          considered={data.considered}
          onBook={slot =>
            openForm({
              resourceRefs: slot.resourceRefs,
              start: slot.start,
              end: slot.end,
              units: slot.units,
            })
          }
        />
      )}
      {search && data && data.items.length === 0 && (
        <Obstacles
          obstacles={data.obstacles}
          fields={fields}
          query={query}
          onChange={change}
        />
      )}
    </>
  );
}
