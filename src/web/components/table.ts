/** A table with a caption; on a narrow screen its lines stand under each other. */
import type { Content, Html } from '../html.ts';
import { attribute, html } from '../html.ts';

export type Column = { readonly name: string; readonly isAmount?: boolean };

export type Table = {
  readonly caption: string;
  /** Where a heading above says the same; screen readers still hear it. */
  readonly isCaptionHidden?: boolean;
  /** The first column names the line. */
  readonly columns: readonly Column[];
  readonly lines: readonly (readonly Content[])[];
};

export function dataTable({ caption, isCaptionHidden, columns, lines }: Table): Html {
  return html`<table class="table table-stacked">
    <caption${attribute('class', isCaptionHidden && 'visually-hidden')}>${caption}</caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col"${endAligned(column)}>${column.name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => html`<tr>${line.map((cell, index) => cellOf(columns[index], cell, index))}</tr>`)}
    </tbody>
  </table>`;
}

function cellOf(column: Column | undefined, cell: Content, index: number): Html {
  if (index === 0) return html`<th scope="row">${cell}</th>`;
  return html`<td data-label="${column?.name}"${column && endAligned(column)}>${cell}</td>`;
}

function endAligned(column: Column): Html {
  return attribute('class', column.isAmount ? 'text-end' : null);
}
