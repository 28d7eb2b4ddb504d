import { contrast } from '../../../lib/colour';
import { isHexColour, PALETTE } from './palette';

test.each(PALETTE.map(c => [c.name, c.hex]))(
  '%s carries white text',
  (_, hex) => {
    expect(isHexColour(hex)).toBe(true);
    expect(contrast(hex, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(['blue', '#fff', '1f5fc4', '#1f5fc4aa', '#gggggg', ''])(
  '%j is not a colour',
  text => {
    expect(isHexColour(text)).toBe(false);
  },
);
