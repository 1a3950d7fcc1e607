/** A table below a heading that says the same as its caption: the caption is there for who hears the page. */
import { dataTable, type Table } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';

export function tableBelow(table: Table): Html {
  return html`<div class="it-wide-table">${dataTable(table)}</div>`;
}
