import type { EventNotification } from './createNotificationsSink';
import {
  translationsMetadata,
  withTranslations,
} from './notificationTranslations';

const told = (title: string, description?: string): EventNotification => ({
  recipient: 'user:default/researcher',
  topic: 'ended',
  payload: { title, description, link: '/there', severity: 'low' },
});

describe('withTranslations', () => {
  it('puts to each notification what it says in other languages', () => {
    expect(
      withTranslations([told('Over', 'Its time was over.'), told('Next')], {
        it: [told('Finita', 'Il suo tempo era finito.'), told('Avanti')],
      }),
    ).toEqual([
      {
        ...told('Over', 'Its time was over.'),
        translations: {
          it: { title: 'Finita', description: 'Il suo tempo era finito.' },
        },
      },
      { ...told('Next'), translations: { it: { title: 'Avanti' } } },
    ]);
  });

  it('refuses a language that does not tell the same', () => {
    expect(() => withTranslations([told('Over')], { it: [] })).toThrow(
      'it tells 0 times, and English 1',
    );
  });
});

describe('translationsMetadata', () => {
  it('carries them in the metadata, and nothing where there are none', () => {
    expect(translationsMetadata({ it: { title: 'Finita' } })).toEqual({
      metadata: { translations: { it: { title: 'Finita' } } },
    });
    expect(translationsMetadata(undefined)).toEqual({});
  });
});
