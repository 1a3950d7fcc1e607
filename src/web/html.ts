/** The only maker of markup: a template that escapes every value put into it. */

/** Markup that is safe to send; only this file can make one. */
export class Html {
  readonly #text: string;

  constructor(key: symbol, text: string) {
    if (key !== door) throw new TypeError('markup is made by html`` only');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const door = Symbol('html');

export type Content =
  Html | string | number | bigint | false | null | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Escapes a text for an element's content or a quoted attribute. */
export function escapeText(text: string): string {
  // Most texts hold none of them, and looking is much cheaper than copying.
  if (!/[&<>"'`]/.test(text)) return text;
  return text.replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

/**
 * Puts values into markup: texts are escaped, `false`, `null` and `undefined` leave nothing.
 *
 * Attributes around a value must be quoted, and no value may stand inside a tag's name, a script or
 * a style: escaping does not make those places safe.
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = squeezed(template);
  let text = parts[0] ?? '';
  for (let index = 0; index < values.length; index += 1) {
    text += render(values[index]) + (parts[index + 1] ?? '');
  }
  return new Html(door, text);
}

const squeezedTemplates = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Without the indentation of our own lines, which is a fifth of a page's bytes. */
function squeezed(template: TemplateStringsArray): readonly string[] {
  const known = squeezedTemplates.get(template);
  if (known) return known;
  const parts = template.map((part) => part.replaceAll(/\n\s*/g, '\n'));
  squeezedTemplates.set(template, parts);
  return parts;
}

/** Joins contents, with `separator` between them. */
export function join(contents: readonly Content[], separator: Content = ''): Html {
  const shown = contents.map(render).filter((text) => text !== '');
  return new Html(door, shown.join(render(separator)));
}

/**
 * Takes markup as it is; only for markup that this repository wrote (the list is in tidy.test.ts).
 */
export function unsafeHtml(markup: string): Html {
  return new Html(door, markup);
}

/** A boolean attribute: `html`<input${attribute('checked', isChecked)}>``. */
export function attribute(name: string, value: string | number | boolean | null | undefined): Html {
  if (!/^[a-z][a-z-]*$/.test(name) || name.startsWith('on') || name === 'style') {
    throw new TypeError(`not an attribute that may be set: ${name}`);
  }
  if (value === false || value === null || value === undefined) return new Html(door, '');
  if (value === true) return new Html(door, ` ${name}`);
  return new Html(door, ` ${name}="${escapeText(String(value))}"`);
}

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * Lets an address into `href`, `action` or `src`: a path of ours or a web, mail or telephone
 * address.
 *
 * @throws TypeError for every other scheme (`javascript:`, `data:`) and for what browsers would
 *   read as one
 */
export function href(address: string): string {
  // Browsers drop tabs and line ends inside an address before they look for its scheme.
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  if (/[\u0000-\u0020\u007f\\]/.test(address)) throw new TypeError('not an address');
  if (/^[/?#](?!\/)/.test(address)) return address;
  const url = URL.parse(address);
  if (url === null || !schemes.has(url.protocol)) throw new TypeError('not an address to link to');
  return address;
}

function render(value: Content): string {
  if (value instanceof Html) return value.toString();
  if (value === false || value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeText(String(value));
}
