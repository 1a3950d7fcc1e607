/** CSV (RFC 4180) as spreadsheets of a language open it, with nothing that they would take for a formula. */
import { columnTexts, type Cell, type Column } from '../../reports/index.ts';
import { decimalOf, localInstant, stateText } from './cell-value.ts';
import { addsCurrency, type Format, type Occasion } from './format.ts';
import { hasDecimalComma, withoutFormula, writeLines } from './write-table.ts';

export const csv: Format = {
  mediaType: 'text/csv; charset=utf-8',
  createWriter: (occasion) => {
    const { columns } = occasion.selection;
    const t = columnTexts(occasion.language);
    const { language } = occasion;
    const write = (rows: readonly (readonly string[])[], isBeginning: boolean): Uint8Array =>
      writeLines(rows, { language, isBeginning });
    const cells = columns.map((column) => cellWriter(occasion, column));
    const isAdded = addsCurrency(occasion.selection);
    return {
      begin: () =>
        write([[...columns.map(({ name }) => t(name)), ...(isAdded ? [t('currency')] : [])]], true),
      rows: (rows) =>
        write(
          rows.map((row) => {
            const currency = row[columns.length] ?? null;
            const written = cells.map((cell, index) => cell(row[index] ?? null, currency));
            return isAdded ? [...written, currency ?? ''] : written;
          }),
          false,
        ),
      end: () => new Uint8Array(),
    };
  },
};

function cellWriter(
  { language, timeZone }: Occasion,
  column: Column,
): (cell: Cell, currency: Cell) => string {
  const isComma = hasDecimalComma(language);
  const write = (cell: string, currency: Cell): string => {
    switch (column.kind) {
      case 'money': {
        const decimal = decimalOf(cell, currency);
        return isComma ? decimal.replace('.', ',') : decimal;
      }
      case 'instant':
        return localInstant(cell, timeZone);
      case 'state':
        return stateText(column, cell, language);
      case 'text':
        return withoutFormula(cell);
      case 'date':
      case 'number':
      case 'boolean':
        return cell;
    }
  };
  return (cell, currency) => (cell === null || cell === '' ? '' : write(cell, currency));
}
