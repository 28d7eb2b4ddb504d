import fc from 'fast-check';
import { csvLine } from './csv';

it('keeps a spreadsheet from taking text for a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) {
    expect(csvLine([`${start}HYPERLINK("x")`])).toBe(
      `"'${start}HYPERLINK(""x"")"\r\n`,
    );
  }
  expect(csvLine([-5, 'plain', undefined, 'a,b', 'a\nb'])).toBe(
    '-5,plain,,"a,b","a\nb"\r\n',
  );
});

/** RFC 4180, as short as it can be said. */
function parse(text: string): string[] {
  const cells = text.slice(0, -2).matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g);
  return [...cells].map(([, cell]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

it('can be read back, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }),
      texts => {
        const read = parse(csvLine(texts)).slice(0, texts.length);
        const guarded = texts.map(text =>
          /^[=+\-@\t\r]/.test(text) ? `'${text}` : text,
        );
        expect(read).toEqual(guarded);
      },
    ),
  );
});
