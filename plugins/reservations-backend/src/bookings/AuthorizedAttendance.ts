import type { CallContext } from '@callboard/backend-access';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedBookings } from './AuthorizedBookings';
import type { BookingsService } from './BookingsService';

interface Options {
  inner: Pick<BookingsService, 'checkIn' | 'keepAlive'>;
  bookings: Pick<AuthorizedBookings, 'authorize' | 'get'>;
}

/** Coming to a booking, and staying in it, for those who may. */
export class AuthorizedAttendance {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedAttendance {
    return new AuthorizedAttendance(options);
  }

  async checkIn(id: string, context: CallContext): Promise<Booking> {
    const { inner, bookings } = this.#options;
    await bookings.authorize(id, 'check-in', context.credentials);
    await inner.checkIn(id, context);
    return bookings.get(id, context.credentials);
  }

  async keepAlive(id: string, context: CallContext): Promise<Booking> {
    const { inner, bookings } = this.#options;
    await bookings.authorize(id, 'keep-alive', context.credentials);
    await inner.keepAlive(id, context);
    return bookings.get(id, context.credentials);
  }
}
