import { decodeCursor, encodeCursor } from './cursor';

const isPlace = (value: unknown): value is { after: string } =>
  typeof (value as { after?: unknown } | undefined)?.after === 'string';

describe('cursor', () => {
  it('comes back as it was', () => {
    const cursor = encodeCursor({ after: 'Büro 4/ü?' });
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor(cursor, isPlace)).toEqual({ after: 'Büro 4/ü?' });
  });

  it.each([
    ['', 'empty'],
    ['%%%', 'not base64url'],
    ['e30', 'another value'],
    ['bm90IGpzb24', 'not JSON'],
    [encodeCursor({ after: 1 }), 'a value of another type'],
    [encodeCursor({ after: 'a\0' }), 'text that cannot be stored'],
    ['W3siX19wcm90b19fIjp7fX1d', 'a name that pollutes'],
  ])('refuses %j (%s), naming the cursor', text => {
    expect(() => decodeCursor(text, isPlace)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        details: {
          fields: [
            {
              field: 'query.cursor',
              message: 'query.cursor is not a cursor this list has given',
            },
          ],
        },
      }),
    );
  });
});
