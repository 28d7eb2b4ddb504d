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
