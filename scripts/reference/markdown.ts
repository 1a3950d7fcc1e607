/** Markdown of the generated reference: a heading, where it comes from, tables. */

/** A document that says from which file it is made, so that nobody edits it. */
export function page(title: string, source: string, ...parts: readonly string[]): string {
  const note = `Made by \`npm run docs\` from \`${source}\`; do not edit.`;
  return [`# ${title}`, note, ...parts].join('\n\n').concat('\n');
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text
    .replaceAll('|', String.raw`\|`)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
