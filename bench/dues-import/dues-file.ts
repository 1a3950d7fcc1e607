/** A file of dues of as many rows as are asked for, as a tax office would write it. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const header =
  'id;service;charge_type;debtor_name;debtor_tax_code;debtor_email;reason;amount;due_on;line1_text;line1_amount;line2_text;line2_amount\n';

/** @param prefix of the keys, so that each round loads other dues */
export async function writeDuesFile(path: string, prefix: string, rows: number): Promise<void> {
  await pipeline(Readable.from(linesOf(prefix, rows)), createWriteStream(path));
}

function* linesOf(prefix: string, rows: number): Generator<string> {
  yield header;
  for (let from = 1; from <= rows; from += 1000) {
    let text = '';
    for (let row = from; row < from + 1000 && row <= rows; row += 1) {
      text += `${prefix}-${row};waste;waste-2026;Maria Rossi ${row};RSSMRA80A01H501U;maria.${row}@example.com;`;
      text += `"Waste tax 2026; household ${row}";240,50;16/12/2026;Fixed part;96,00;Variable part;144,50\n`;
    }
    yield text;
  }
}
