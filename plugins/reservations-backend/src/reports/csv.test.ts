import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { csvLines } from './csv';

const figures = {
  bookings: 1,
  bookedMinutes: 100,
  bufferMinutes: 0,
  noShows: 0,
  noShowMinutes: 0,
  cancelled: 0,
  cancelledMinutes: 0,
  releasedEarly: 0,
  releasedMinutes: 0,
  costs: [{ currency: 'EUR', amount: 12.5 }],
};

it('is safe to open, and keeps currencies apart', () => {
  const report = {
    groupBy: 'owner',
    rows: [
      { key: '=1+1', title: 'A "quoted", name', ...figures },
      {
        key: '',
        title: '',
        ...figures,
        costs: [{ currency: 'USD', amount: 3 }],
      },
    ],
    totals: {
      ...figures,
      costs: [
        { currency: 'EUR', amount: 12.5 },
        { currency: 'USD', amount: 3 },
      ],
    },
  } as unknown as UsageReport;
  const [head, first, second, totals] = [...csvLines(report)];
  expect(head).toMatch(/^owner,title,bookings,.*,cost_EUR,cost_USD\r\n$/);
  expect(first).toBe(
    '"\'=1+1","A ""quoted"", name",1,1.667,0,,,,,0,0,0,0,0,0,12.5,\r\n',
  );
  expect(second).toBe(',,1,1.667,0,,,,,0,0,0,0,0,0,,3\r\n');
  expect(totals).toBe(',Total,1,1.667,0,,,,,0,0,0,0,0,0,12.5,3\r\n');
});
