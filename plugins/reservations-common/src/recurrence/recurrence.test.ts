import { describeRule, formatRule, parseRule } from '.';

const start = { day: '2027-03-16' };

describe('a rule in words', () => {
  it.each([
    [
      'FREQ=WEEKLY;COUNT=12',
      'Every Tuesday, 12 times',
      'Ogni martedì, 12 volte',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;UNTIL=20270630T215959Z',
      'Every 2 weeks on Monday and Wednesday, until 30 June 2027',
      'Ogni 2 settimane di lunedì e mercoledì, fino al 30 giugno 2027',
    ],
    [
      'FREQ=MONTHLY;BYDAY=2TU;COUNT=3',
      'Monthly on the 2nd Tuesday, 3 times',
      'Ogni mese il secondo martedì, 3 volte',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1SU;COUNT=3',
      'Monthly on the last Sunday, 3 times',
      'Ogni mese l’ultima domenica, 3 volte',
    ],
    [
      'FREQ=MONTHLY;COUNT=3',
      'Monthly on the 16th, 3 times',
      'Ogni mese il giorno 16, 3 volte',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=2',
      'Every 3 months on the last day, 2 times',
      'Ogni 3 mesi l’ultimo giorno, 2 volte',
    ],
    [
      'FREQ=YEARLY;COUNT=1',
      'Yearly on 16 March, once',
      'Ogni anno il 16 marzo, una volta',
    ],
    [
      'FREQ=DAILY;INTERVAL=3;UNTIL=20271231',
      'Every 3 days, until 31 December 2027',
      'Ogni 3 giorni, fino al 31 dicembre 2027',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4',
      'Monthly on every Monday, every Tuesday, every Wednesday, every Thursday and every Friday (only the last of them), 4 times',
      'Ogni mese ogni lunedì, ogni martedì, ogni mercoledì, ogni giovedì e ogni venerdì (solo l’ultimo), 4 volte',
    ],
  ])('says %s', (text, english, italian) => {
    expect(describeRule(parseRule(text), start, 'en')).toBe(english);
    expect(describeRule(parseRule(text), start, 'it')).toBe(italian);
  });
});

describe('the text of a rule', () => {
  it.each([
    'RRULE:FREQ=WEEKLY;COUNT=12',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE;UNTIL=20270630T215959Z',
    'RRULE:FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=3',
    'RRULE:FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1,-1;BYSETPOS=-1;COUNT=4',
  ])('is read and written again: %s', text => {
    expect(formatRule(parseRule(text))).toBe(text);
  });

  it.each([
    ['', 'must be parts'],
    ['FREQ=WEEKLY', 'must end'],
    ['FREQ=WEEKLY;COUNT=2;UNTIL=20270101', 'not both'],
    ['FREQ=HOURLY;COUNT=2', 'must repeat DAILY'],
    ['COUNT=2', 'must say how often'],
    ['FREQ=DAILY;COUNT=367', 'COUNT must be a number from 1 to 366'],
    ['FREQ=DAILY;COUNT=1e2', 'COUNT must be'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=2', 'INTERVAL must be'],
    ['FREQ=DAILY;BYHOUR=9;COUNT=2', 'has BYHOUR'],
    ['FREQ=DAILY;CONSTRUCTOR=9;COUNT=2', 'has CONSTRUCTOR'],
    ['FREQ=DAILY;COUNT=2;COUNT=3', 'twice'],
    ['FREQ=WEEKLY;BYDAY=2TU;COUNT=2', 'may number weekdays'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'BYDAY must be days'],
    ['FREQ=MONTHLY;BYMONTHDAY=0;COUNT=2', 'must not be 0'],
    ['FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2', 'BYMONTHDAY must be'],
    ['FREQ=WEEKLY;UNTIL=20270231', 'UNTIL must be'],
    ['FREQ=WEEKLY;UNTIL=20270228T250000Z', 'UNTIL must be'],
    ['FREQ=WEEKLY;BYSETPOS=1;COUNT=2', 'must name the days'],
  ])('is refused with a reason: %s', (text, reason) => {
    expect(() => parseRule(text)).toThrow(reason);
  });
});
