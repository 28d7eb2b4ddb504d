import { parseIfMatch } from './ifMatch';

describe('parseIfMatch', () => {
  it.each([
    ['"3"', 3],
    ['3', 3],
    ['W/"3"', 3],
    [' "12" ', 12],
    ['*', '*'],
  ])('reads %s', (text, version) => {
    expect(parseIfMatch(text)).toBe(version);
  });

  it.each(['', '"', '"a"', '-1', '1.5', '"1", "2"', 'w/"3"', '9'.repeat(20)])(
    'refuses %j, naming the header',
    text => {
      expect(() => parseIfMatch(text)).toThrow(
        expect.objectContaining({
          name: 'InputError',
          details: {
            fields: [expect.objectContaining({ field: 'header.If-Match' })],
          },
        }),
      );
    },
  );
});
