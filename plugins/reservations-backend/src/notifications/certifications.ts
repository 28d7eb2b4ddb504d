import { isPersonRef } from '../people/People';
import type { Teller } from './told';

interface ToldHolding {
  holding: { person: string; certificationTitle: string; validUntil?: string };
}

/** Whoever holds a certification hears of it before it has expired. */
export const certifications: Teller = event => {
  if (event.type !== 'certification.expiring') {
    return [];
  }
  const { holding } = event.data as unknown as ToldHolding;
  return isPersonRef(holding.person) && holding.validUntil
    ? [
        {
          recipient: holding.person,
          topic: 'certifications',
          payload: {
            title: `${holding.certificationTitle} expires soon`,
            description: `Your certification is valid until ${new Intl.DateTimeFormat(
              'en-GB',
              { dateStyle: 'long', timeZone: 'UTC' },
            ).format(
              Date.parse(holding.validUntil),
            )}. What needs it cannot be booked beyond that.`,
            link: '/settings/reservations',
            severity: 'normal',
          },
        },
      ]
    : [];
};
