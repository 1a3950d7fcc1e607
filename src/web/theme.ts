/**
 * An organisation's one colour: checked for contrast, and made into the stylesheet that recolours
 * the portal.
 */
import { createHash } from 'node:crypto';
import type { Hsl } from './primary-colours.ts';
import { primaryStep, primarySteps, readColour } from './primary-colours.ts';

/**
 * WCAG 2.2, 1.4.3: the contrast of text with its ground; white text stands on this colour, and it
 * on white.
 */
const leastContrast = 4.5;

export type ColourCheck =
  | { readonly kind: 'good'; readonly colour: string; readonly contrast: number }
  | { readonly kind: 'too_pale'; readonly contrast: number; readonly suggestion: string }
  | { readonly kind: 'not_a_colour' };

/**
 * Says whether a colour (`#1f6f54` or `#086`) can carry white text.
 *
 * @returns for one that cannot, the nearest darker colour of the same hue that can
 */
export function checkColour(text: string): ColourCheck {
  const colour = text.startsWith('#') ? readColour(text) : null;
  if (!colour) return { kind: 'not_a_colour' };
  const contrast = contrastWithWhite(colour);
  if (contrast >= leastContrast) return { kind: 'good', colour: toHex(colour), contrast };
  return { kind: 'too_pale', contrast, suggestion: toHex(darkenUntilGood(colour)) };
}

function darkenUntilGood(colour: Hsl): Hsl {
  for (let lightness = Math.floor(colour.lightness * 4) / 4; lightness > 0; lightness -= 0.25) {
    const darker = { ...colour, lightness };
    // Rounded to whole parts of 255, as it will be shown: the suggestion must pass when it comes
    // back.
    const shown = readColour(toHex(darker));
    if (shown && contrastWithWhite(shown) >= leastContrast) return darker;
  }
  return { ...colour, lightness: 0 };
}

/** The ratio of WCAG 2.2 (relative luminance), from 1 to 21. */
function contrastWithWhite(colour: Hsl): number {
  const [red = 0, green = 0, blue = 0] = toRgb(colour).map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/**
 * The custom properties that put `colour` in the place of the library's blue in the stylesheet
 * `css`.
 */
export function themeStylesheet(colour: string, css: string): string {
  const base = readColour(colour);
  if (!base) throw new RangeError(`not a colour: ${colour}`);
  const steps = primarySteps(css).map(
    (step) => `--primary-${step}:${toHex(primaryStep(base, step))}`,
  );
  return `:root{${steps.join(';')}}`;
}

/**
 * The address of an organisation's theme: the colour, and a hash that changes with the portal's
 * styles.
 *
 * @param colour one that `checkColour` found good
 */
export function themeAddress(colour: string, css: string): string {
  const sheet = themeStylesheet(colour, css);
  const hash = createHash('sha256').update(sheet).digest('hex').slice(0, 16);
  return `/assets/theme-${colour.replace('#', '')}-${hash}.css`;
}

/** @returns the colour of a theme's address, or null when no theme has this address */
export function themeColour(address: string, css: string): string | null {
  const match = /^\/assets\/theme-([0-9a-f]{6})-[0-9a-f]{16}\.css$/.exec(address);
  const colour = `#${match?.[1]}`;
  if (!match || checkColour(colour).kind !== 'good') return null;
  return themeAddress(colour, css) === address ? colour : null;
}

/** Red, green and blue from 0 to 1 (CSS Color 4, section 7.1). */
function toRgb({ hue, saturation, lightness }: Hsl): [number, number, number] {
  const light = lightness * 0.01;
  const range = saturation * 0.01 * Math.min(light, 1 - light);
  const part = (offset: number): number => {
    const sector = (offset + hue / 30) % 12;
    return light - range * Math.max(-1, Math.min(sector - 3, 9 - sector, 1));
  };
  return [part(0), part(8), part(4)];
}

function toHex(colour: Hsl): string {
  const parts = toRgb(colour).map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${parts.join('')}`;
}
