/** What a mail says: written once as blocks, from which the text part and the HTML part both come. */
import type { Language } from '../core/texts.ts';
import { escapeHtml } from './escape-html.ts';
import { plainLine } from './plain-line.ts';

export type MessageContent = {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export type Block =
  | { readonly kind: 'heading'; readonly words: string }
  | { readonly kind: 'paragraph'; readonly words: string }
  | { readonly kind: 'warning'; readonly words: string }
  /** Names and values, in reading order. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly kind: 'link'; readonly words: string; readonly url: string };

/** RFC 5322, 2.1.1 asks for lines of 998 at most; people's programs show far less of a subject. */
const longestSubject = 200;

/** @param blocks their words may come from anybody: they are made one line and escaped here */
export function writeContent(
  language: Language,
  subject: string,
  blocks: readonly Block[],
): MessageContent {
  const title = plainLine(subject).slice(0, longestSubject).toWellFormed();
  return {
    language,
    subject: title,
    text: `${blocks.map(asText).join('\n\n')}\n`,
    html: page(language, title, blocks.map(asHtml).join('\n')),
  };
}

function asText(block: Block): string {
  if (block.kind === 'facts') {
    return block.facts.map(([name, value]) => `${plainLine(name)}: ${plainLine(value)}`).join('\n');
  }
  const words = plainLine(block.words);
  if (block.kind === 'link') return `${words}:\n${address(block.url)}`;
  return block.kind === 'warning' ? `*** ${words} ***` : words;
}

function asHtml(block: Block): string {
  if (block.kind === 'facts') {
    return `<dl style="margin:0 0 1em">\n${block.facts.map(asFact).join('\n')}\n</dl>`;
  }
  const words = safe(block.words);
  if (block.kind === 'heading') return `<h2 style="${styles.heading}">${words}</h2>`;
  if (block.kind === 'warning') return `<p style="${styles.warning}">${words}</p>`;
  if (block.kind === 'paragraph') return `<p style="${styles.paragraph}">${words}</p>`;
  const link = `<a href="${escapeHtml(address(block.url))}">${words}</a>`;
  return `<p style="${styles.paragraph}">${link}</p>`;
}

/** No colour is set but for a border, so that the reader's own light or dark scheme decides. */
const styles = {
  page: 'font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:40em;margin:0 auto;padding:1em',
  heading: 'font-size:1.15em;margin:1.6em 0 .4em',
  paragraph: 'margin:0 0 1em',
  warning: 'margin:0 0 1em;padding:.6em .9em;border:2px solid #b86e00;font-weight:bold',
  name: 'margin:.5em 0 0;font-size:.9em;opacity:.8',
} as const;

function asFact([name, value]: readonly [string, string]): string {
  return `<dt style="${styles.name}">${safe(name)}</dt><dd style="margin:0">${safe(value)}</dd>`;
}

function safe(words: string): string {
  return escapeHtml(plainLine(words));
}

/** @throws RangeError unless the address is of the web: nothing else is ever linked */
function address(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new RangeError(`not linked: ${protocol}`);
  return href;
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="${styles.page}">
${body}
</body>
</html>
`;
}
