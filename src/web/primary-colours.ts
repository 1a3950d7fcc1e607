/**
 * The family of the primary colour: found in the stylesheet, named by lightness, and made anew from
 * any colour.
 */
import type { Plugin } from 'postcss';

/** Hue in degrees; saturation and lightness from 0 to 100. */
export type Hsl = { readonly hue: number; readonly saturation: number; readonly lightness: number };

/**
 * Bootstrap Italia's blue, kept by its rules for central administrations; organisations bring their
 * own.
 */
export const libraryPrimary: Hsl = { hue: 210, saturation: 100, lightness: 40 };

const literal =
  /#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|hsl\(\s*[\d.]+(?:deg)?\s*,\s*[\d.]+%\s*,\s*[\d.]+%\s*\)/gi;

/**
 * A PostCSS plugin: each literal of the primary family becomes `var(--primary-40)` and the like.
 */
export const nameColours: Plugin = {
  postcssPlugin: 'name-primary-colours',
  Once(root, { Rule, Declaration }) {
    const found = new Map<number, string>();
    root.walkDecls((declaration) => {
      if (declaration.value.includes('url(')) return;
      declaration.value = declaration.value.replaceAll(literal, (text) => {
        const colour = readColour(text);
        if (!colour || !isPrimary(colour)) return text;
        const step = Math.round(colour.lightness);
        found.set(step, text);
        return `var(--primary-${step})`;
      });
    });
    const rule = new Rule({ selector: ':root' });
    for (const [step, text] of [...found].toSorted(([one], [other]) => one - other)) {
      rule.append(new Declaration({ prop: `--primary-${step}`, value: text }));
    }
    root.prepend(rule);
  },
};

/** The lightness steps that a compiled stylesheet has named. */
export function primarySteps(css: string): number[] {
  return [...css.matchAll(/--primary-(\d+):/g)].map((match) => Number(match[1]));
}

/**
 * One step of the family of `colour`: darker ones grow dark, lighter ones light, in the library's
 * proportions.
 */
export function primaryStep(colour: Hsl, step: number): Hsl {
  const base = libraryPrimary.lightness;
  const lightness =
    step <= base
      ? (colour.lightness * step) / base
      : 100 - ((100 - colour.lightness) * (100 - step)) / (100 - base);
  return { hue: colour.hue, saturation: colour.saturation, lightness };
}

function isPrimary(colour: Hsl): boolean {
  return Math.abs(colour.hue - libraryPrimary.hue) <= 12 && colour.saturation >= 60;
}

/** Reads `#06c`, `#0066cc` or `hsl(210, 100%, 40%)`; null for every other text. */
export function readColour(text: string): Hsl | null {
  const parts = /^hsl\(\s*([\d.]+)(?:deg)?\s*,\s*([\d.]+)%\s*,\s*([\d.]+)%\s*\)$/i.exec(text);
  if (parts) {
    return { hue: Number(parts[1]), saturation: Number(parts[2]), lightness: Number(parts[3]) };
  }
  const long = /^#[0-9a-f]{3}$/i.test(text) ? text.replaceAll(/[0-9a-f]/gi, '$&$&') : text;
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(long);
  if (!match) return null;
  const [red, green, blue] = match.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  return fromRgb(red ?? 0, green ?? 0, blue ?? 0);
}

function fromRgb(red: number, green: number, blue: number): Hsl {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [spread, lightness] = [most - least, (most + least) / 2];
  if (spread === 0) return { hue: 0, saturation: 0, lightness: lightness * 100 };
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  let sector = (red - green) / spread + 4;
  if (most === red) sector = ((green - blue) / spread + 6) % 6;
  else if (most === green) sector = (blue - red) / spread + 2;
  return { hue: sector * 60, saturation: saturation * 100, lightness: lightness * 100 };
}
