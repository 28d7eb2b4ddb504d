import {
  denials,
  remarksByPlace,
  sentence,
  verdictIn,
  worstVerdictsFirst,
} from './verdicts';

const verdict = (over: object) => ({
  policy: 'rule',
  result: 'deny' as const,
  message: 'No.',
  ...over,
});

it('puts a policy where its field is, and the schema over it', () => {
  const remarks = remarksByPlace(
    [
      {
        field: 'items/0/parameters/name',
        message: 'items/0/parameters/name is missing',
      },
    ],
    [
      verdict({ item: 0, field: '/name' }),
      verdict({ item: 0, field: '/backup/days', passes: 'At least 7.' }),
      verdict({
        item: 0,
        field: '/backup/days',
        result: 'warn',
        message: 'Hm.',
      }),
      verdict({ field: '/endDate', result: 'warn', message: 'Far away.' }),
      verdict({ field: '/size', item: 1, result: 'info' }),
      verdict({ message: 'Of the whole.' }),
    ],
    text => text,
  );
  expect(Object.fromEntries(remarks)).toEqual({
    'items/0/parameters/name': { tone: 'danger', text: 'Is missing' },
    'items/0/parameters/backup/days': {
      tone: 'danger',
      text: 'No. At least 7.',
    },
    endDate: { tone: 'warning', text: 'Far away.' },
  });
});

it('names the worst first, what was set aside last', () => {
  const verdicts = [
    verdict({ policy: 'a', result: 'info' }),
    verdict({ policy: 'b', overridden: true }),
    verdict({ policy: 'c' }),
  ];
  expect(worstVerdictsFirst(verdicts).map(v => v.policy)).toEqual([
    'c',
    'a',
    'b',
  ]);
  expect(denials(verdicts).map(v => v.policy)).toEqual(['c']);
});

describe('in another language', () => {
  const said = (text: string) => (text === 'is missing' ? 'manca' : text);

  it('says what is wrong with a field', () => {
    expect(sentence('name', 'name is missing', said)).toBe('Manca');
  });

  it('takes the words of the rule, else those for its sentence', () => {
    const translations = { it: { message: 'No.', passes: 'Sì.' } };
    const both = verdict({ message: 'Not so.', passes: 'So.', translations });
    expect(verdictIn(both, 'it-IT', said)).toMatchObject({
      message: 'No.',
      passes: 'Sì.',
    });
    expect(verdictIn(both, 'de', said)).toMatchObject({
      message: 'Not so.',
      passes: 'So.',
    });
    expect(verdictIn(verdict({ message: 'is missing' }), 'it', said)).toEqual(
      verdict({ message: 'manca' }),
    );
  });
});
