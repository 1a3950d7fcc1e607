/** Markup as a tagged template that escapes whatever is put into it. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | false | null | readonly Html[];

/** Attributes must be quoted in the template. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const rendered = parts.map((part, index) => render(part) + (strings[index + 1] ?? ''));
  return new Html((strings[0] ?? '') + rendered.join(''));
}

function render(part: Part): string {
  if (part === false || part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escape(part);
  return part.map((piece) => piece.text).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? character);
}
