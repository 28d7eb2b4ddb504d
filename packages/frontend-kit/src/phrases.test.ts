import { createTranslator } from './phrases';

const say = createTranslator([
  {
    Size: 'Dimensione',
    'Instance ${{ size }}': 'Istanza ${{ size }}',
    'Instance ${{ size }}, with standby': 'Istanza ${{ size }}, con riserva',
    'From ${{ a }} to ${{ b }}?': 'A ${{ b }} da ${{a}}?',
    '${{ a }} × ${{ b }}': '${{ b }} × ${{ a }}',
  },
  { Size: 'Misura', Storage: 'Spazio' },
]);

describe('saying a text in another language', () => {
  it.each([
    ['Size', 'Dimensione'],
    ['Storage', 'Spazio'],
    ['Colour', 'Colour'],
    ['Instance db.small', 'Istanza db.small'],
    ['Instance db.small, with standby', 'Istanza db.small, con riserva'],
    ['From 1 to 2?', 'A 2 da 1?'],
    ['From 1 to 2!', 'From 1 to 2!'],
    ['2 × db.small', '2 × db.small'],
    ['Instance Size; Storage', 'Istanza Dimensione; Spazio'],
    ['Size; of a thing', 'Dimensione; of a thing'],
    ['constructor', 'constructor'],
  ])('%s → %s', (text, said) => {
    expect(say(text)).toBe(said);
  });

  it('leaves what is filled in as it is, whatever it looks like', () => {
    expect(say('Instance $& ${{ size }}')).toBe('Istanza $& ${{ size }}');
  });
});
