import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useState } from 'react';
import { useHref } from 'react-router-dom';
import { useBooking } from '../../hooks/useBookings';
import {
  useCreateBooking,
  useUpdateBooking,
} from '../../hooks/useBookingMutations';
import type { BookingPrefill } from '../../hooks/useBookingDrawer';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import {
  BookingValues,
  valuesForAgain,
  valuesFromBooking,
  valuesFromPrefill,
} from '../../lib/bookingForm';
import { Drawer } from '../common/Drawer';
import { ErrorPanel } from '../common/ErrorPanel';
import { DetailsSkeleton } from '../common/Skeletons';
import { BookingForm } from './BookingForm';

function useSuccessToast() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const format = useTimeFormat();
  const calendar = useHref('/reservations/calendar');
  return (title: string, booking: Booking) =>
    toast.post({
      title,
      description: format.when(booking.start, booking.end),
      status: 'success',
      timeout: 8_000,
      links: [
        {
          label: t('common.toast.view'),
          href: `${calendar}?booking=${booking.id}`,
        },
      ],
    });
}

export function NewBookingForm(props: {
  prefill: BookingPrefill;
  onClose: () => void;
}) {
  const { prefill, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const like = useBooking(prefill.like);
  if (prefill.like && !like.data) {
    return (
      <Loading
        title={t('booking.new')}
        error={like.error}
        onRetry={like.refetch}
        onClose={onClose}
      />
    );
  }
  const options = { now: new Date(), zone };
  return (
    <FilledInForm
      initial={
        like.data
          ? valuesForAgain(like.data, options)
          : valuesFromPrefill(prefill, options)
      }
      onClose={onClose}
    />
  );
}

function FilledInForm(props: { initial: BookingValues; onClose: () => void }) {
  const { initial, onClose } = props;
  const { t } = useTranslation();
  const [idempotencyKey, setKey] = useState<string>(() => crypto.randomUUID());
  const create = useCreateBooking();
  const announce = useSuccessToast();
  return (
    <BookingForm
      title={t('booking.new')}
      initial={initial}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onChange={() => {
        // A key belongs to one body: another one is another booking.
        setKey(crypto.randomUUID());
        create.reset();
      }}
      onSubmit={({ booking }) =>
        create.mutate(
          { booking, idempotencyKey },
          {
            onSuccess: booked => {
              announce(t('booking.booked', { title: booked.title }), booked);
              onClose();
            },
          },
        )
      }
    />
  );
}

export function EditBooking(props: {
  id: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { id, onClose } = props;
  const { t } = useTranslation();
  const { data, error, refetch } = useBooking(id);
  return data ? (
    <EditForm booking={data} onClose={onClose} onDone={props.onDone} />
  ) : (
    <Loading
      title={t('booking.editTitle')}
      error={error}
      onRetry={refetch}
      onClose={onClose}
    />
  );
}

function EditForm(props: {
  booking: Booking;
  onClose: () => void;
  onDone: () => void;
}) {
  const { booking, onClose, onDone } = props;
  const { t } = useTranslation();
  const update = useUpdateBooking();
  const announce = useSuccessToast();
  return (
    <BookingForm
      title={t('booking.editTitle')}
      initial={valuesFromBooking(booking)}
      replaces={booking}
      error={update.error}
      isPending={update.isPending}
      onClose={onClose}
      onChange={update.reset}
      onSubmit={({ change }) => {
        if (!change) {
          onDone();
          return;
        }
        update.mutate(
          { id: booking.id, version: booking.version, change },
          {
            onSuccess: changed => {
              announce(t('booking.changed', { title: changed.title }), changed);
              onDone();
            },
          },
        );
      }}
    />
  );
}

function Loading(props: {
  title: string;
  error: unknown;
  onRetry: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer title={props.title} onClose={props.onClose}>
      {props.error ? (
        <ErrorPanel
          title={t('booking.notLoaded')}
          error={props.error}
          onRetry={props.onRetry}
        />
      ) : (
        <DetailsSkeleton />
      )}
    </Drawer>
  );
}
