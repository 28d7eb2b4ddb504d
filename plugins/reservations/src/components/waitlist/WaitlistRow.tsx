import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  WaitlistAction,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import {
  EntityName,
  MINUTE_MS,
  Status,
  useTold,
  useLanguage,
} from '@callboard/frontend-kit';
import { Button, Text } from '@backstage/ui';
import { useResourceTypes } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { useAnswerWaitlist } from '../../hooks/useWaitlist';
import { ordinalOf } from '../../lib/waitlist';
import styles from './Waitlist.module.css';

/** What somebody waits for or is offered, and their answer in one click. */
export function WaitlistRow(props: {
  entry: WaitlistEntry;
  /** Named where it is not who looks. */
  me?: string;
}) {
  const { entry, me } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const { data: types } = useResourceTypes();
  const language = useLanguage();
  const { offer, title, position: place = 1 } = entry;
  const { answer, pending } = useAnswer(entry);
  const type = types?.find(one => one.name === entry.type)?.title;
  const resourceRef = offer?.resourceRef ?? entry.resourceRef;
  return (
    <li className={styles.row} data-offered={Boolean(offer)}>
      <div className={styles.what}>
        <Text weight="bold">{title}</Text>
        <span>
          {resourceRef
            ? titleOf(resourceRef)
            : t('waitlist.anyOf', { type: type ?? entry.type })}
        </span>
        {entry.owner !== me && (
          <Text variant="body-small" color="secondary">
            {t('waitlist.for')} <EntityName entityRef={entry.owner} />
          </Text>
        )}
      </div>
      <div className={styles.when}>
        <Wanted entry={entry} />
        {offer ? (
          <Status tone="success">{leftOf(offer.until, { t, format })}</Status>
        ) : (
          <Status tone="neutral">
            {t(`waitlist.place.${ordinalOf(place, language)}`, {
              place: String(place),
            })}
          </Status>
        )}
      </div>
      <div className={styles.actions}>
        {actionsOf(entry).map(action => (
          <Button
            key={action}
            size="small"
            variant={action === 'accept' ? 'primary' : 'secondary'}
            isPending={pending === action}
            isDisabled={pending !== undefined}
            aria-label={t(`waitlist.${action}Named`, { title })}
            onPress={() => answer(action)}
          >
            {t(`waitlist.${action}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** The time that is held; else the window, and how long it is to be in it. */
function Wanted({ entry }: { entry: WaitlistEntry }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { offer, from, until, minutes } = entry;
  if (offer) {
    return (
      <span title={format.exact(offer.start, offer.end)}>
        {format.when(offer.start, offer.end)}
      </span>
    );
  }
  const length = minutes * MINUTE_MS;
  const isExact = Date.parse(until) - Date.parse(from) === length;
  return (
    <span title={format.exact(from, until)}>
      {isExact
        ? format.when(from, until)
        : t('waitlist.length', {
            length: format.duration(length),
            span: format.when(from, until),
          })}
    </span>
  );
}

/** An offer is declined, not left: for who answers that is the same. */
function actionsOf({ actions }: WaitlistEntry): WaitlistAction[] {
  return actions.includes('accept')
    ? actions.filter(action => action !== 'withdraw')
    : actions;
}

function leftOf(
  until: string,
  {
    t,
    format,
  }: {
    t: ReturnType<typeof useTranslation>['t'];
    format: ReturnType<typeof useTimeFormat>;
  },
): string {
  const left = Date.parse(until) - format.now.getTime();
  return left < MINUTE_MS
    ? t('waitlist.lapsing')
    : t('waitlist.offeredUntil', {
        left: format.duration(left),
        time: format.time(until),
      });
}

function useAnswer(entry: WaitlistEntry) {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const { failed } = useTold();
  const mutation = useAnswerWaitlist();
  const { id, title } = entry;
  const said: Record<WaitlistAction, string> = {
    accept: t('waitlist.accepted', { title }),
    decline: t('waitlist.declined'),
    withdraw: t('waitlist.withdrawn', { title }),
  };
  return {
    pending: mutation.isPending ? mutation.variables?.action : undefined,
    answer: (action: WaitlistAction) =>
      mutation.mutate(
        { id, action },
        {
          onSuccess: () =>
            toast.post({
              title: said[action],
              status: 'success',
              timeout: 8_000,
            }),
          onError: error => failed(t('waitlist.notAnswered'), error),
        },
      ),
  };
}
