import { Button } from '@backstage/ui';
import {
  ConfirmDialog,
  ErrorPanel,
  RowsSkeleton,
  useTold,
} from '@callboard/frontend-kit';
import { useState } from 'react';
import { MOST_AT_ONCE, useRedeliverable } from '../../hooks/useDeliveries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { useRedeliver } from '../../hooks/useWebhookMutations';
import type { DeliveryFilter } from '../../lib/deliveryFilter';

const BUTTONS = {
  all: 'log.all.button',
  delivered: 'log.all.button',
  dead: 'log.all.buttonDead',
  pending: 'log.all.buttonPending',
} as const;

/** Sends again what the filter shows, after saying how many that are. */
export function RedeliverAll(props: { filter: DeliveryFilter }) {
  const { filter } = props;
  const { t } = useTranslation();
  const [isAsking, ask] = useState(false);
  return (
    <>
      <Button variant="secondary" onPress={() => ask(true)}>
        {t(BUTTONS[filter.status ?? 'all'])}
      </Button>
      {isAsking && <Ask filter={filter} onClose={() => ask(false)} />}
    </>
  );
}

function Ask(props: { filter: DeliveryFilter; onClose: () => void }) {
  const { filter, onClose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { told } = useTold();
  // As it was when the question was asked, also while the page goes on.
  const [asked] = useState(filter);
  const { data, error, isPending } = useRedeliverable(asked, true);
  const redeliver = useRedeliver();
  const count = data?.ids.length ?? 0;
  const send = () =>
    redeliver.mutate(data!.ids, {
      onSuccess: ({ queued }) => {
        told(t('log.all.done', { count: queued }));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('log.all.title')}
      action={count > 0 ? t('log.all.action', { count }) : undefined}
      isPending={redeliver.isPending}
      error={redeliver.error}
      onConfirm={send}
      onClose={onClose}
    >
      {isPending && <RowsSkeleton rows={1} height={40} />}
      {error && <ErrorPanel title={t('log.all.notCounted')} error={error} />}
      {data && count === 0 && <p>{t('log.all.none')}</p>}
      {count > 0 && <p>{t('log.all.text', { count })}</p>}
      {data?.more && (
        <p>{t('log.all.more', { most: format.number(MOST_AT_ONCE) })}</p>
      )}
    </ConfirmDialog>
  );
}
