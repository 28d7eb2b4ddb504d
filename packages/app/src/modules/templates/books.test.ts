import { outputIn, sayIn, schemaIn } from './books';

const options = {
  translations: {
    it: {
      Title: 'Titolo',
      'What reviewers see first.': 'La prima cosa che vede chi revisiona.',
      Small: 'Piccolo',
      Filed: 'Inviata',
      '**${{ parameters.title }}** is ${{ status }}.':
        '**${{ parameters.title }}** è ${{ status }}.',
      approved: 'approvata',
    },
  },
};

const say = sayIn('it', options)!;

describe('the phrase book of a template', () => {
  it('is that of the language, if the template has one', () => {
    expect(say('Title')).toBe('Titolo');
    expect(sayIn('it-CH', options)?.('Title')).toBe('Titolo');
    expect(sayIn('en', options)).toBeUndefined();
    expect(sayIn('it', undefined)).toBeUndefined();
    expect(sayIn('it', { translations: { it: 'Titolo' } })).toBeUndefined();
    expect(sayIn('it', { translations: { it: { Title: 7 } } })).toBeUndefined();
  });

  it('says what people read of a form, and leaves what machines read', () => {
    const property = {
      title: 'Title',
      description: 'What reviewers see first.',
      type: 'string',
      default: 'Title',
      enum: ['Small'],
      enumNames: ['Small'],
      'ui:options': { title: 'Title' },
    };
    expect(
      schemaIn(say, {
        title: 'Title',
        required: ['Title'],
        properties: { Title: property, title: { title: 'Title' } },
      }),
    ).toEqual({
      title: 'Titolo',
      required: ['Title'],
      properties: {
        Title: {
          ...property,
          title: 'Titolo',
          description: 'La prima cosa che vede chi revisiona.',
          enumNames: ['Piccolo'],
        },
        title: { title: 'Titolo' },
      },
    });
  });

  it('says what was made of a text with placeholders', () => {
    expect(
      outputIn(say, {
        output: {
          links: [{ title: 'Filed', url: 'Title' }],
          text: [{ title: 'Filed', content: '**Archive** is approved.' }],
        },
      }),
    ).toEqual({
      output: {
        links: [{ title: 'Inviata', url: 'Title' }],
        text: [{ title: 'Inviata', content: '**Archive** è approvata.' }],
      },
    });
  });
});
