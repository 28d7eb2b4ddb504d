import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup } from '@backstage/ui';
import type {
  Endpoint,
  ReplayRequest,
} from '@callboard/backstage-plugin-webhooks-common';
import { ConfirmDialog, inZone, useTold } from '@callboard/frontend-kit';
import { useId, useState } from 'react';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { useReplay } from '../../hooks/useWebhookMutations';
import { filterQuery } from '../../lib/deliveryFilter';
import { fromLocal, toLocal } from '../../lib/localTime';
import { logRouteRef } from '../../routes';
import styles from './ReplayDialog.module.css';

type What = 'dead' | 'since';

function sinceRequest(since: string | undefined): ReplayRequest | undefined {
  return since === undefined ? undefined : { since };
}

/** Sends again what was given up, or everything since a moment. */
export function ReplayDialog(props: {
  endpoint: Endpoint;
  onClose: () => void;
}) {
  const { endpoint, onClose } = props;
  const { id, title, queue } = endpoint;
  const { t } = useTranslation();
  const { told } = useTold();
  const { zone } = useTimeZone();
  const log = useRouteRef(logRouteRef);
  const field = useId();
  const [what, setWhat] = useState<What>(queue.dead > 0 ? 'dead' : 'since');
  const [local, setLocal] = useState(() =>
    toLocal(inZone(new Date(), zone).minus({ days: 1 })),
  );
  const { mutate, isPending, error } = useReplay();
  const since = fromLocal(local, zone);
  const replay: ReplayRequest | undefined =
    what === 'dead' ? { status: 'dead' } : sinceRequest(since);

  const send = () =>
    replay &&
    mutate(
      { id, replay },
      {
        onSuccess: ({ queued }) => {
          told(
            t('replay.done', { count: queued, title }),
            log && {
              label: t('endpoints.log'),
              href: `${log()}${filterQuery({ endpoint: id })}`,
            },
          );
          onClose();
        },
      },
    );

  return (
    <ConfirmDialog
      title={t('replay.title', { title })}
      action={
        what === 'dead'
          ? t('replay.actionDead', { count: queue.dead })
          : t('replay.actionSince')
      }
      isPending={isPending}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <RadioGroup
        label={t('replay.what')}
        value={what}
        onChange={value => setWhat(value as What)}
      >
        <Radio value="dead" isDisabled={queue.dead === 0}>
          {t('replay.dead', { count: queue.dead })}
        </Radio>
        <Radio value="since">{t('replay.since')}</Radio>
      </RadioGroup>
      {what === 'since' && (
        <>
          <div className={styles.instant}>
            <label htmlFor={field}>{t('replay.sinceLabel', { zone })}</label>
            <input
              id={field}
              type="datetime-local"
              aria-invalid={!since}
              value={local}
              onChange={event => setLocal(event.target.value)}
            />
          </div>
          <p>{t('replay.sinceText')}</p>
        </>
      )}
      <p>{t('replay.ids')}</p>
    </ConfirmDialog>
  );
}
