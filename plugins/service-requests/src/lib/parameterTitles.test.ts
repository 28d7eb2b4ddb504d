import { anOffering } from '../__testUtils__/examples';
import { parameterTitles } from './parameterTitles';

it('names parameters as the form does, nested ones too', () => {
  const titles = parameterTitles(anOffering());
  expect(titles.get('size')).toBe('Size');
  expect(titles.get('backup/retentionDays')).toBe('Kept for days');
  expect(titles.get('unheard-of')).toBeUndefined();
});
