import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import { byUrgency, daysOverdue } from './secrets';

const NOW = Date.parse('2027-03-16T12:00:00.000Z');
const secret = (more: Partial<SecretReference>): SecretReference => ({
  kind: 'database',
  name: 'orders',
  state: 'synced',
  overdue: false,
  ...more,
});

it('puts first what should have been rotated', () => {
  const sorted = byUrgency([
    secret({ name: 'new', lastRotatedAt: '2027-03-10T00:00:00.000Z' }),
    secret({ name: 'older', lastRotatedAt: '2027-01-10T00:00:00.000Z' }),
    secret({ name: 'failed', state: 'failed' }),
    secret({ name: 'overdue', overdue: true }),
  ]);
  expect(sorted.map(({ name }) => name)).toEqual([
    'overdue',
    'failed',
    'older',
    'new',
  ]);
});

it('counts the days since it should have been rotated', () => {
  const lastRotatedAt = '2026-12-01T12:00:00.000Z';
  const overdue = secret({ overdue: true, lastRotatedAt, rotateEveryDays: 90 });
  expect(daysOverdue(overdue, NOW)).toBe(15);
  expect(daysOverdue({ ...overdue, overdue: false }, NOW)).toBe(0);
  expect(daysOverdue({ ...overdue, lastRotatedAt: undefined }, NOW)).toBe(0);
});
