import type { EventType } from '@callboard/backstage-plugin-webhooks-common';
import { eventTypesIt } from '../translations/eventTypes.it';
import { localEventTypes } from './localEventTypes';

const types = [
  { type: 'booking.created', title: 'Booking made', description: 'Made.' },
  { type: 'robot.moved', title: 'Robot moved', description: 'Elsewhere.' },
] as EventType[];

describe('localEventTypes', () => {
  it('says known ones in the language, and leaves others', () => {
    expect(localEventTypes(types, 'it')).toEqual([
      expect.objectContaining({
        type: 'booking.created',
        title: 'Prenotazione creata',
      }),
      types[1],
    ]);
  });

  it.each(['en', 'de'])('leaves all as they are in %s', language => {
    expect(localEventTypes(types, language)).toEqual(types);
  });

  it('has both words of every type', () => {
    for (const words of Object.values(eventTypesIt)) {
      expect(words.map(word => word.trim().length > 0)).toEqual([true, true]);
    }
  });
});
