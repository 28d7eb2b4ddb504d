import { ConfigReader } from '@backstage/config';
import { readTranslations } from './readTranslations';

const read = (translations?: object) =>
  readTranslations(
    new ConfigReader({
      callboard: { serviceRequests: { ...(translations && { translations }) } },
    } as never),
  );

it('reads what texts are in other languages; none where nothing is said', () => {
  expect(read()).toEqual({});
  const written = {
    it: { 'Databases in production': 'Database in produzione' },
  };
  expect(read(written)).toEqual(written);
});

it.each([
  [{ italiano: {} }, 'translations.italiano'],
  [{ it: { Services: 1 } }, 'translations.it.Services'],
  [{ it: 'Servizi' }, 'translations.it'],
])('refuses %j', (translations, message) => {
  expect(() => read(translations)).toThrow(message);
});
