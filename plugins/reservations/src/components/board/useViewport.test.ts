import { rowsTowards } from './useViewport';

const rows = (firstRow: number, lastRow: number) => ({ firstRow, lastRow });

describe('rowsTowards', () => {
  it('follows a slow scroll at once', () => {
    expect(rowsTowards(rows(0, 20), rows(2, 22), 8, 6)).toEqual(rows(2, 22));
    expect(rowsTowards(rows(10, 30), rows(6, 26), 12, 6)).toEqual(rows(6, 26));
  });

  it('adds no more rows at a time than it may', () => {
    expect(rowsTowards(rows(0, 20), rows(12, 32), 18, 6)).toEqual(rows(12, 26));
    expect(rowsTowards(rows(30, 50), rows(18, 38), 24, 6)).toEqual(
      rows(24, 38),
    );
  });

  it('begins anew with the first in sight after a leap, and comes to its end', () => {
    const wanted = rows(94, 120);
    let shown = rowsTowards(rows(0, 20), wanted, 100, 6);
    expect(shown).toEqual(rows(100, 106));
    for (let frame = 0; frame < 4; frame += 1) {
      shown = rowsTowards(shown, wanted, 100, 6);
    }
    expect(shown).toEqual(wanted);
  });
});
