import { en } from './en';
import italian from './it';

const english: Record<string, string> = en;

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('Italian', () => {
  it('says everything that English says', () => {
    expect(Object.keys(italian).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(italian))(
    'has the placeholders of %s',
    (key, text) => {
      expect(text.trim()).not.toBe('');
      expect(placeholders(text)).toEqual(placeholders(english[key]));
    },
  );
});
