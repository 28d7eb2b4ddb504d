/**
 * A type's colour is one value for both themes. On dark ground a light
 * one is mixed with the ground so that it does not glare, a dark one with white
 * until it stands out from the ground (3 : 1, as graphics must). The text on it is black or
 * white, whichever contrasts more, so that it always reaches AA (4.5 : 1; one
 * of the two always reaches it, as √21 ≈ 4.58).
 */
export type ThemeMode = 'light' | 'dark';

type Rgb = readonly [number, number, number];

const DARK_GROUND: Rgb = [24, 24, 24];
const DARK_SHARE = 0.28;
/** The lightest surface of the dark theme that colours lie on. */
export const DARK_SURFACE = '#424141';
const GRAPHICS = 3;
const WHITE: Rgb = [255, 255, 255];
const FALLBACK = '#6b7280';

export type EventColours = {
  background: string;
  text: string;
  /** The same hue, fainter, for setup and teardown. */
  buffer: string;
};

function parse(hex: string): Rgb {
  const valid = /^#[0-9a-fA-F]{6}$/.test(hex) ? hex : FALLBACK;
  const channel = (from: number) => parseInt(valid.slice(from, from + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function format(colour: Rgb): string {
  return `#${colour
    .map(channel => Math.round(channel).toString(16).padStart(2, '0'))
    .join('')}`;
}

function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  const channel = (i: 0 | 1 | 2) => colour[i] * (1 - share) + other[i] * share;
  return [channel(0), channel(1), channel(2)];
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21, WCAG 2.2. */
export function contrast(first: string, second: string): number {
  const [darker, lighter] = [
    luminance(parse(first)),
    luminance(parse(second)),
  ].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever reads better on the colour. */
export function textOn(background: string): string {
  return contrast(background, '#ffffff') >= contrast(background, '#000000')
    ? '#ffffff'
    : '#000000';
}

export function tint(colour: string, mode: ThemeMode): string {
  if (mode === 'light') {
    return format(parse(colour));
  }
  const dimmed = format(mix(parse(colour), DARK_GROUND, DARK_SHARE));
  if (contrast(dimmed, DARK_SURFACE) >= GRAPHICS) {
    return dimmed;
  }
  let tinted = format(parse(colour));
  while (contrast(tinted, DARK_SURFACE) < GRAPHICS) {
    tinted = format(mix(parse(tinted), WHITE, 0.08));
  }
  return tinted;
}

export function eventColours(colour: string, mode: ThemeMode): EventColours {
  const background = tint(colour, mode);
  return { background, text: textOn(background), buffer: `${background}59` };
}
