import fc from 'fast-check';
import { contrast, DARK_SURFACE, eventColours, textOn, tint } from './colour';

const AA = 4.5;
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map(value => `#${value.toString(16).padStart(6, '0')}`);

describe('colours of types', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#1f6feb', '#1f6feb')).toBe(1);
  });

  it('puts text of AA contrast on any colour in both themes', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('light', 'dark'), (hex, mode) => {
        const { background, text } = eventColours(hex, mode as 'light');
        expect(contrast(background, text)).toBeGreaterThanOrEqual(AA);
      }),
    );
  });

  it('keeps the colour in light and dims it in dark', () => {
    expect(tint('#ffd24c', 'light')).toBe('#ffd24c');
    expect(contrast(tint('#ffd24c', 'dark'), '#ffffff')).toBeGreaterThan(
      contrast('#ffd24c', '#ffffff'),
    );
  });

  it('stands out from a dark ground, black too', () => {
    fc.assert(
      fc.property(colour, hex => {
        const tinted = tint(hex, 'dark');
        expect(contrast(tinted, DARK_SURFACE)).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('chooses dark text on light ground and light text on dark', () => {
    expect(textOn('#ffd24c')).toBe('#000000');
    expect(textOn('#123456')).toBe('#ffffff');
  });

  it('shows something that is not a colour in grey', () => {
    expect(tint('url(#x)', 'light')).toBe('#6b7280');
  });
});
