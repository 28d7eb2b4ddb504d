import { admin } from './admin';
import { booking } from './booking';
import { calendar } from './calendar';
import { common } from './common';
import { entity } from './entity';
import { explore } from './explore';
import italian from './it';
import { keys } from './keys';
import { mine } from './mine';
import { scaffolder } from './scaffolder';

const english: Record<string, string> = {
  ...common,
  ...calendar,
  ...booking,
  ...mine,
  ...keys,
  ...explore,
  ...admin,
  ...entity,
  ...scaffolder,
};

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
