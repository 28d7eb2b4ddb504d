/**
 * Colours offered for resource types: each at least 4.5:1 against white, so
 * that white text on them is readable, and far apart in hue.
 */
export const PALETTE = [
  { name: 'blue', hex: '#1f5fc4' },
  { name: 'teal', hex: '#0f766e' },
  { name: 'green', hex: '#2f7d32' },
  { name: 'olive', hex: '#6b6b13' },
  { name: 'amber', hex: '#a35200' },
  { name: 'red', hex: '#c0262d' },
  { name: 'pink', hex: '#b52a75' },
  { name: 'purple', hex: '#7a3fc0' },
  { name: 'indigo', hex: '#4a4fc4' },
  { name: 'slate', hex: '#51606f' },
] as const;

const HEX = /^#[0-9a-f]{6}$/i;

export function isHexColour(text: string): boolean {
  return HEX.test(text);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045
      ? channel / 12.92
      : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two hex colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
