import type {
  Booking,
  BookingChange,
  BulkRequest,
  SeriesPart,
} from '@callboard/backstage-plugin-reservations-common';
import { Drawer } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useBooking } from '../../hooks/useBookings';
import { useCreateBooking } from '../../hooks/useBookingMutations';
import { useCreateBookings, useUpdatePart } from '../../hooks/useSeries';
import type { BookingPrefill } from '../../hooks/useBookingDrawer';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import {
  BookingValues,
  valuesForAgain,
  valuesFromBooking,
  valuesFromPrefill,
} from '../../lib/bookingForm';
import { ErrorPanel } from '../common/ErrorPanel';
import { DetailsSkeleton } from '../common/Skeletons';
import { BulkReport } from '../series/BulkReport';
import { SeriesPartDialog } from '../series/SeriesPartDialog';
import { BookingForm } from './BookingForm';
import { useSuccessToast } from './useSuccessToast';

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
  const bulk = useCreateBookings();
  const [asked, setAsked] = useState<BulkRequest>();
  const announce = useSuccessToast();
  if (asked && bulk.data) {
    return (
      <BulkReport items={asked.items} report={bulk.data} onClose={onClose} />
    );
  }
  const bookedText = ({ title, series }: Booking) =>
    series
      ? [
          t('series.booked', { total: String(series.booked), title }),
          series.skipped.length > 0 &&
            t('series.skipped', { total: String(series.skipped.length) }),
        ]
          .filter(Boolean)
          .join(' · ')
      : t('booking.booked', { title });
  return (
    <BookingForm
      title={t('booking.new')}
      initial={initial}
      error={create.error ?? bulk.error}
      isPending={create.isPending || bulk.isPending}
      onClose={onClose}
      onChange={() => {
        // A key belongs to one body: another one is another booking.
        setKey(crypto.randomUUID());
        create.reset();
        bulk.reset();
      }}
      onSubmit={({ booking, bulk: request }) => {
        if (request) {
          setAsked(request);
          bulk.mutate({ request, idempotencyKey });
          return;
        }
        create.mutate(
          { booking, idempotencyKey },
          {
            onSuccess: booked => {
              announce(bookedText(booked), booked);
              onClose();
            },
          },
        );
      }}
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
  const update = useUpdatePart();
  const announce = useSuccessToast();
  const [wanted, setWanted] = useState<BookingChange>();
  const save = (change: BookingChange, part: SeriesPart) => {
    setWanted(undefined);
    update.mutate(
      { id: booking.id, version: booking.version, change, part },
      {
        onSuccess: changed => {
          announce(t('booking.changed', { title: changed.title }), changed);
          onDone();
        },
      },
    );
  };
  return (
    <>
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
          if (booking.seriesId) {
            setWanted(change);
          } else {
            save(change, 'one');
          }
        }}
      />
      {wanted && (
        <SeriesPartDialog
          about="change"
          action={t('booking.submitChange', { resource: booking.title })}
          onConfirm={part => save(wanted, part)}
          onClose={() => setWanted(undefined)}
        />
      )}
    </>
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
