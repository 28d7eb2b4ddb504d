import {
  formatRule,
  parseRule,
} from '@callboard/backstage-plugin-reservations-common';
import { expandRule, shiftRule, splitRule } from '.';

const timeZone = 'Europe/Rome';
const localStart = Date.parse('2027-03-01T09:00:00.000Z');

const expand = (rule: string, start = localStart, exdates: number[] = []) =>
  expandRule({
    rule: parseRule(rule),
    timeZone,
    localStart: start,
    localLength: 3_600_000,
    exdates,
  });

it.each([
  'FREQ=DAILY;INTERVAL=3;COUNT=12',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270601T220000Z',
  'FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=9',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;UNTIL=20271231',
  'FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1;COUNT=6',
])('in two at any occurrence is the same rule: %s', text => {
  const whole = expand(text);
  for (const cut of whole.slice(1)) {
    const { before, after } = splitRule(parseRule(text), {
      number: cut.number,
      lastBefore: whole[cut.number - 2].start,
    });
    const both = [
      ...expand(formatRule(before)),
      ...expand(formatRule(after), cut.localStart),
    ];
    expect(both.map(({ start }) => start)).toEqual(
      whole.map(({ start }) => start),
    );
  }
});

it.each([
  ['FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6', 1],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=6', 1],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU;COUNT=6', -3],
  ['FREQ=WEEKLY;COUNT=3', 8],
  ['FREQ=DAILY;BYDAY=MO,TU;COUNT=5', 2],
])('days later is every occurrence of it: %s, %s days', (text, days) => {
  const whole = expand(text);
  const shift = days * 86_400_000;
  const shifted = expand(
    formatRule(shiftRule(parseRule(text), days)),
    whole[0].localStart + shift,
  );
  expect(shifted.map(one => one.localStart - shift)).toEqual(
    whole.map(one => one.localStart),
  );
});

it('does not shift what is said in days of the month', () => {
  expect(() => shiftRule(parseRule('FREQ=MONTHLY;COUNT=2'), 1)).toThrow(
    'must stay on its day',
  );
});
