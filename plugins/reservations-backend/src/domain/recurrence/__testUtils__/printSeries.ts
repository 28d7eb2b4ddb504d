import { parseRule } from '@callboard/backstage-plugin-reservations-common';
import { expandRule } from '..';

/** What a process whose own zone is another makes of the same series. */
const series = [
  ['Europe/Rome', '2027-03-27T02:30', 'FREQ=DAILY;COUNT=3'],
  ['America/New_York', '2027-11-06T01:30', 'FREQ=DAILY;COUNT=3'],
  ['Australia/Lord_Howe', '2027-04-03T01:45', 'FREQ=DAILY;COUNT=3'],
  ['Africa/Cairo', '2027-04-29T00:00', 'FREQ=DAILY;COUNT=3'],
  ['Europe/Rome', '2027-01-01T09:00', 'FREQ=WEEKLY;UNTIL=20271231'],
] as const;

const lines = series.map(([timeZone, local, rule]) => {
  const occurrences = expandRule({
    rule: parseRule(rule),
    timeZone,
    localStart: Date.parse(`${local}:00.000Z`),
    localLength: 3_600_000,
    exdates: [],
  });
  return occurrences.map(({ start, end, odd }) => [start, end, odd]);
});
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
process.stdout.write(
  `${[zone, ...lines.map(line => JSON.stringify(line))].join('\n')}\n`,
);
