/** Writes a list in a format, piece by piece, and adds up what it writes: the file's totals are the screen's. */
import type { Context } from '../context.ts';
import { money, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Organisation } from '../organisations/index.ts';
import { streamList, type ColumnName, type Selection } from '../reports/index.ts';
import type { FormatName, Rows } from './format/format.ts';
import { formats } from './format/formats.ts';

export type Written = {
  readonly rowCount: number;
  readonly byteCount: number;
  readonly sums: readonly { readonly column: ColumnName; readonly sums: readonly Money[] }[];
};

export type Order = {
  readonly selection: Selection;
  readonly format: FormatName;
  readonly language: Language;
};

/**
 * Every row as it was at one moment.
 *
 * @param take pieces of the file in their order, and the rows that were written so far
 */
export async function writeList(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  organisation: Organisation,
  order: Order,
  take: (piece: Uint8Array, rowsSoFar: number) => Promise<void>,
): Promise<Written> {
  const { selection, language } = order;
  const writer = formats[order.format].createWriter({
    selection,
    language,
    timeZone: organisation.settings.time_zone,
    madeAt: clock.now(),
  });
  const adder = createAdder(selection);
  let [rowCount, byteCount] = [0, 0];
  const pass = async (piece: Uint8Array): Promise<void> => {
    byteCount += piece.length;
    if (piece.length > 0) await take(piece, rowCount);
  };
  await pass(writer.begin());
  await streamList(database, organisation, selection, async (rows) => {
    rowCount += rows.length;
    adder.add(rows);
    await pass(writer.rows(rows));
  });
  await pass(writer.end());
  return { rowCount, byteCount, sums: adder.sums() };
}

function createAdder({ columns }: Selection) {
  const summed = columns.flatMap(({ name, isSummed }, index) =>
    isSummed ? [{ name, index }] : [],
  );
  const sums = summed.map(() => new Map<string, bigint>());
  return {
    add: (rows: Rows): void => {
      for (const row of rows) {
        const currency = row[columns.length];
        if (currency === null || currency === undefined) continue;
        for (const [place, { index }] of summed.entries()) {
          const cell = row[index];
          const byCurrency = sums[place];
          if (cell !== null && cell !== undefined)
            byCurrency?.set(currency, (byCurrency.get(currency) ?? 0n) + BigInt(cell));
        }
      }
    },
    sums: (): Written['sums'] =>
      summed.map(({ name }, place) => ({
        column: name,
        sums: [...(sums[place] ?? [])]
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([currency, minor]) => money(minor, currency)),
      })),
  };
}
