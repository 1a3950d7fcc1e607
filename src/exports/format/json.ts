/** JSON: one document, with amounts as decimal texts, instants in UTC, and states by their names. */
import { instantOfCell, type Cell, type Column } from '../../reports/index.ts';
import { decimalOf } from './cell-value.ts';
import { addsCurrency, type Format } from './format.ts';

export const json: Format = {
  mediaType: 'application/json',
  createWriter: ({ selection, madeAt }) => {
    const { columns, list, parameters } = selection;
    const keys = columns.map(({ name }) => JSON.stringify(name));
    const isAdded = addsCurrency(selection);
    let isFirst = true;
    return {
      begin: () => {
        const head = {
          list: list.name,
          filters: Object.fromEntries(grouped(parameters)),
          made_at: madeAt,
        };
        return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[`);
      },
      rows: (rows) => {
        const written = rows.map((row) => {
          const currency = row[columns.length] ?? null;
          const pairs = columns.map(
            (column, index) => `${keys[index]}:${valueOf(column, row[index] ?? null, currency)}`,
          );
          if (isAdded) pairs.push(`"currency":${JSON.stringify(currency)}`);
          return `{${pairs.join(',')}}`;
        });
        const text = `${isFirst ? '\n' : ',\n'}${written.join(',\n')}`;
        if (written.length > 0) isFirst = false;
        return Buffer.from(written.length > 0 ? text : '');
      },
      end: () => Buffer.from('\n]}\n'),
    };
  },
};

function grouped(
  parameters: readonly (readonly [string, string])[],
): Map<string, string | string[]> {
  const groups = new Map<string, string | string[]>();
  for (const [name, value] of parameters) {
    const before = groups.get(name);
    groups.set(name, before === undefined ? value : [before, value].flat());
  }
  return groups;
}

function valueOf({ kind }: Column, cell: Cell, currency: Cell): string {
  if (cell === null) return 'null';
  if (kind === 'money') return JSON.stringify(decimalOf(cell, currency));
  if (kind === 'instant') return JSON.stringify(instantOfCell(cell).toISOString());
  return kind === 'number' || kind === 'boolean' ? cell : JSON.stringify(cell);
}
