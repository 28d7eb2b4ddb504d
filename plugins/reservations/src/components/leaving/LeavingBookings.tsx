import type {
  CommittedBooking,
  Commitments,
} from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Select, Text } from '@backstage/ui';
import { EntityName } from '@callboard/frontend-kit';
import { ReactNode, useState } from 'react';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import {
  BookingAction,
  BookingFate,
  LeavingPlan,
  ownedBookings,
} from '../../lib/leaving';
import { StatusTag } from '../common/StatusTag';
import { OwnerField } from '../people/OwnerField';
import styles from '../people/People.module.css';

const ACTIONS: BookingAction[] = ['keep', 'transfer', 'cancel'];
const AS_ALL = 'all';
const FOLDED = 6;

/** Bookings to come: one answer for all of them, another for some. */
export function LeavingBookings(props: {
  found: Commitments;
  plan: LeavingPlan;
  onChange?: (plan: LeavingPlan) => void;
}) {
  const { found, plan, onChange } = props;
  const { t } = useTranslation();
  const owned = ownedBookings(found);
  const forOthers = found.bookings.filter(one => !owned.includes(one));
  const setOwn = (id: string, fate: BookingFate | undefined) => {
    const { [id]: _before, ...rest } = plan.own;
    onChange?.({ ...plan, own: fate ? { ...rest, [id]: fate } : rest });
  };
  return (
    <>
      {owned.length > 0 && (
        <Part title={t('leaving.bookings', { count: owned.length })}>
          {found.truncated && (
            <Text as="p" color="secondary">
              {t('leaving.truncated')}
            </Text>
          )}
          {onChange && (
            <div className={styles.narrow}>
              <FateFields
                label={t('leaving.forAll')}
                fate={plan.all}
                onChange={all => onChange({ ...plan, all: all ?? plan.all })}
              />
            </div>
          )}
          <Bookings label={t('leaving.bookings', { count: owned.length })}>
            {owned.map(booking => (
              <BookingLine key={booking.id} booking={booking}>
                {onChange && (
                  <FateFields
                    label={t('leaving.forOne', { title: booking.title })}
                    fate={plan.own[booking.id]}
                    canFollow
                    onChange={fate => setOwn(booking.id, fate)}
                  />
                )}
              </BookingLine>
            ))}
          </Bookings>
        </Part>
      )}
      {forOthers.length > 0 && (
        <Part
          title={t('leaving.forOthers', { count: forOthers.length })}
          hint={t('leaving.forOthersHint')}
        >
          <Bookings label={t('leaving.forOthers', { count: forOthers.length })}>
            {forOthers.map(booking => (
              <BookingLine key={booking.id} booking={booking} showOwner />
            ))}
          </Bookings>
        </Part>
      )}
      {found.participations.length > 0 && (
        <Part
          title={t('leaving.participations', {
            count: found.participations.length,
          })}
          hint={t('leaving.participationsHint')}
        >
          <Bookings
            label={t('leaving.participations', {
              count: found.participations.length,
            })}
          >
            {found.participations.map(booking => (
              <BookingLine key={booking.id} booking={booking} showOwner />
            ))}
          </Bookings>
        </Part>
      )}
      {found.approvals.length > 0 && (
        <Part
          title={t('leaving.approvals', {
            count: found.approvals.length,
          })}
          hint={t('leaving.approvalsHint')}
        >
          <Bookings
            label={t('leaving.approvals', {
              count: found.approvals.length,
            })}
          >
            {found.approvals.map(booking => (
              <BookingLine key={booking.id} booking={booking} showOwner />
            ))}
          </Bookings>
        </Part>
      )}
    </>
  );
}

export function Part(props: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.part} aria-label={props.title}>
      <Text as="h3" variant="title-x-small">
        {props.title}
      </Text>
      {props.hint && (
        <Text as="p" color="secondary" variant="body-small">
          {props.hint}
        </Text>
      )}
      {props.children}
    </section>
  );
}

/** The first of them, and all at a click: there may be hundreds. */
function Bookings(props: { label: string; children: JSX.Element[] }) {
  const { label, children } = props;
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const isFolded = !all && children.length > FOLDED;
  return (
    <>
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={label}>
          {isFolded ? children.slice(0, FOLDED) : children}
        </ul>
      </BgProvider>
      {isFolded && (
        <Button
          size="small"
          variant="secondary"
          className={styles.more}
          aria-label={`${t('leaving.showAll', { number: String(children.length) })}: ${label}`}
          onPress={() => setAll(true)}
        >
          {t('leaving.showAll', { number: String(children.length) })}
        </Button>
      )}
    </>
  );
}

function BookingLine(props: {
  booking: CommittedBooking;
  showOwner?: boolean;
  children?: ReactNode;
}) {
  const { booking, showOwner, children } = props;
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const { title, start, end, status, resourceRefs, owner } = booking;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <span>
          <strong>{title}</strong> <StatusTag status={status} />
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {resourceRefs.map(titleOf).join(', ')} · {format.when(start, end)}
          {showOwner && (
            <>
              {' '}
              · <EntityName entityRef={owner} />
            </>
          )}
        </Text>
      </div>
      {children && <div className={styles.fate}>{children}</div>}
    </li>
  );
}

/** What becomes of it, and to whom it goes where it is handed over. */
function FateFields(props: {
  label: string;
  fate: BookingFate | undefined;
  /** It may do as is chosen for all. */
  canFollow?: boolean;
  onChange: (fate: BookingFate | undefined) => void;
}) {
  const { label, fate, canFollow, onChange } = props;
  const { t } = useTranslation();
  const options = [
    ...(canFollow ? [{ id: AS_ALL, label: t('leaving.action.all') }] : []),
    ...ACTIONS.map(action => ({
      id: action as string,
      label: t(`leaving.action.${action}`),
    })),
  ];
  const choose = (key: unknown) => {
    const action = ACTIONS.find(one => one === key);
    onChange(action && { action, to: fate?.to });
  };
  return (
    <>
      <Select
        {...(canFollow ? { 'aria-label': label } : { label })}
        size={canFollow ? 'small' : 'medium'}
        options={options}
        value={fate?.action ?? AS_ALL}
        onChange={choose}
      />
      {fate?.action === 'transfer' && (
        <OwnerField
          label={t('leaving.to')}
          whom="anybody"
          value={fate.to}
          onChange={to => onChange({ action: 'transfer', to })}
        />
      )}
    </>
  );
}
