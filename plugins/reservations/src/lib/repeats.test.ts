import {
  asTyped,
  type RepeatValues,
  repeatsOfRule,
  ruleOf,
  repeatsFrom,
  ruleProblem,
  toRecurrence,
} from './repeats';

const zone = 'Europe/Rome';
/** A Tuesday, the third of its month, by the clock in Rome. */
const start = '2027-03-15T23:30:00.000Z';
const from = repeatsFrom(start, zone);

describe('how a booking repeats', () => {
  it.each([
    ['daily', 'RRULE:FREQ=DAILY;COUNT=10'],
    ['workdays', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10'],
    ['weekly', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=10'],
    ['biweekly', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10'],
    ['monthlyDate', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=16;COUNT=10'],
    ['monthlyNth', 'RRULE:FREQ=MONTHLY;BYDAY=3TU;COUNT=10'],
    ['monthlyLast', 'RRULE:FREQ=MONTHLY;BYDAY=-1TU;COUNT=10'],
    ['yearly', 'RRULE:FREQ=YEARLY;COUNT=10'],
  ] as const)('%s is %s', (repeat, rule) => {
    expect(toRecurrence({ ...from, repeat }, start, zone)).toEqual({
      rule,
      exdates: undefined,
      onConflict: 'refuse',
    });
  });

  it('ends on a day, on several days of the week, without some of them', () => {
    expect(
      toRecurrence(
        {
          ...from,
          repeat: 'weekly',
          days: ['MO', 'WE'],
          ends: 'until',
          until: '2027-06-30',
          exdates: [start],
          skip: true,
        },
        start,
        zone,
      ),
    ).toEqual({
      rule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630',
      exdates: [start],
      onConflict: 'skip',
    });
  });

  it('is typed from what was chosen, and says what is wrong with it', () => {
    const typed = asTyped({ ...from, repeat: 'biweekly' }, start, zone);
    expect(typed.text).toBe('RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10');
    expect(ruleProblem(typed)).toBeUndefined();
    const wrong = { ...typed, text: 'FREQ=HOURLY' };
    expect(ruleProblem(wrong)).toContain('must repeat');
    expect(ruleOf(wrong, start, zone)).toBeUndefined();
    expect(toRecurrence(from, start, zone)).toBeUndefined();
  });
});

describe('a rule that is there already', () => {
  const read = (rule: string, skipped = 0) =>
    repeatsOfRule(rule, { start, zone, skipped });

  it.each([
    'RRULE:FREQ=DAILY;COUNT=10',
    'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=10',
    'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=16;COUNT=10',
    'RRULE:FREQ=MONTHLY;BYDAY=3TU;COUNT=10',
    'RRULE:FREQ=YEARLY;COUNT=10',
    'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=10',
  ])('says the same in the form: %s', rule => {
    expect(toRecurrence(read(rule), start, zone)?.rule).toBe(rule);
  });

  it('is one of the usual ways where it can be', () => {
    const expected: [string, Partial<RepeatValues>][] = [
      ['FREQ=WEEKLY;COUNT=4', { repeat: 'weekly', ends: 'count', count: 4 }],
      ['FREQ=MONTHLY;BYDAY=-1TU;COUNT=4', { repeat: 'monthlyLast' }],
      ['FREQ=MONTHLY;BYDAY=2TU;COUNT=4', { repeat: 'rule' }],
      ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=4', { repeat: 'workdays' }],
      [
        'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615T223000Z',
        { repeat: 'weekly', ends: 'until', until: '2027-06-16' },
      ],
    ];
    for (const [rule, values] of expected) {
      expect([rule, read(rule)]).toEqual([
        rule,
        expect.objectContaining(values),
      ]);
    }
  });

  it('counts what is left of it', () => {
    expect(read('FREQ=WEEKLY;COUNT=12', 5).count).toBe(7);
  });
});
