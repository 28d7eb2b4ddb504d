import { anOffering } from '../__testUtils__/examples';
import { localOffering } from './localOffering';
import { parameterFields } from './parameterFields';

const offering = anOffering({
  title: 'Queue',
  description: 'Messages',
  operations: [
    {
      operation: 'create',
      parameters: {
        type: 'object',
        properties: {
          title: { type: 'string', title: 'Size', default: 'Size' },
          kind: { enum: ['Size'], title: 'Kind' },
        },
      },
      ui: { kind: { group: 'Size', unit: 'days', labels: { Size: 'Big' } } },
    },
  ],
  translations: {
    it: {
      Queue: 'Coda',
      Size: 'Dimensione',
      days: 'giorni',
      Big: 'Grande',
      Kind: 'Tipo',
    },
  },
});

describe('an offering in a language', () => {
  const [{ parameters, ui }] = localOffering(offering, 'it').operations;

  it('says what has a translation, and leaves the rest', () => {
    expect(localOffering(offering, 'it')).toMatchObject({
      title: 'Coda',
      description: 'Messages',
      name: offering.name,
    });
    expect(localOffering(offering, 'it-CH').title).toBe('Coda');
    expect(localOffering(offering, 'de')).toBe(offering);
  });

  it('says fields, groups, units and choices', () => {
    expect(parameterFields(parameters, ui)).toMatchObject([
      { name: 'title', title: 'Dimensione' },
      {
        title: 'Tipo (giorni)',
        group: 'Dimensione',
        options: [{ value: 'Size', label: 'Grande' }],
      },
    ]);
  });

  it('never touches what is filled in', () => {
    expect(parameters).toMatchObject({
      properties: { title: { default: 'Size' }, kind: { enum: ['Size'] } },
    });
  });
});
