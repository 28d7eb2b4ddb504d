import { timeFormat } from '../domain/timeFormat';
import { isPersonRef } from '../people/People';
import type { Teller } from './told';

interface ToldHolding {
  holding: { person: string; certificationTitle: string; validUntil?: string };
}

/** Whoever holds a certification hears of it before it has expired. */
export const certifications: Teller = (event, { texts }) => {
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
            title: texts.certificationExpires(holding.certificationTitle),
            description: texts.certificationUntil(
              timeFormat(texts.locale, {
                dateStyle: 'long',
                timeZone: 'UTC',
              }).format(Date.parse(holding.validUntil)),
            ),
            link: '/settings/reservations',
            severity: 'normal',
          },
        },
      ]
    : [];
};
