/** Files of dues as good programs write them: every column, delimiter and encoding, and JSON lines. */
import type { Random } from '../random.ts';

export type DuesInput = { readonly name: string; readonly bytes: Buffer };

export type Grid = readonly (readonly string[])[];

const header = [
  'id', 'service', 'charge_type', 'debtor_name', 'debtor_tax_code', 'debtor_email', 'reason', 'amount', 'currency', 'due_on', 'valid_from',
  'valid_until', 'part_payment', 'least_part', 'plan', 'plan_part', 'line1_text', 'line1_amount', 'pagopa_notice_number', 'beneficiaries',
]; // prettier-ignore

/** Some rows, one plan among them now and then; the keys begin with `name`. */
export function goodRows(random: Random, name: string): Grid {
  const rows: string[][] = [];
  for (let count = 1 + random.below(8); count > 0; count -= 1)
    rows.push(row(random, `${name}-${count}`, {}));
  if (random.once(2)) {
    const plan = { plan: name, part_payment: '', least_part: '' };
    rows.push(row(random, `${name}-w`, { ...plan, plan_part: 'whole', amount: '30.00' }));
    rows.push(row(random, `${name}-a`, { ...plan, plan_part: 'rata', amount: '10.00' }));
    rows.push(row(random, `${name}-b`, { ...plan, plan_part: 'plazo', amount: '20,00' }));
  }
  return [header, ...rows];
}

function row(random: Random, id: string, more: Readonly<Record<string, string>>): string[] {
  const amount = random.pick(['10.00', '10,00', '1.234,50', '0,01', '7']);
  const cells: Readonly<Record<string, string>> = {
    id,
    service: 'waste-tax',
    charge_type: random.pick(['', 'waste-tax-2026']),
    debtor_name: random.pick([
      'Maria Rossi',
      'José Ñúñez',
      'Officina "Neri" S.r.l.',
      "l'Élite; & C.",
    ]),
    debtor_tax_code: random.pick(['', 'RSSMRA80A01H501U']),
    debtor_email: random.pick(['', 'maria@example.com']),
    reason: 'Waste tax',
    amount,
    currency: random.pick(['', 'EUR', 'eur']),
    due_on: random.pick(['', '2026-12-31', '31/12/2026']),
    ...more,
  };
  return header.map((column) => cells[column] ?? '');
}

/** As a program would write it. */
export function written(random: Random, grid: Grid): DuesInput {
  if (random.once(4)) return jsonLines(grid);
  const delimiter = random.pick([',', ';', '\t', '|']);
  const end = random.pick(['\n', '\r\n']);
  const quote = (cell: string): string =>
    /[",;|\t\r\n]/.test(cell) || random.once(9) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const text = grid.map((cells) => cells.map(quote).join(delimiter)).join(end) + end;
  return { name: 'dues.csv', bytes: encoded(random, text) };
}

function encoded(random: Random, text: string): Buffer {
  const isNarrow = Array.from(text).every((sign) => (sign.codePointAt(0) ?? 0) < 256);
  const ways = [
    () => Buffer.from(text),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(`\ufeff${text}`, 'utf16le'),
    () => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    () => Buffer.from(text, isNarrow ? 'latin1' : 'utf8'),
  ];
  return random.pick(ways)();
}

function jsonLines([names = [], ...rows]: Grid): DuesInput {
  const lines = rows.map((cells) =>
    JSON.stringify(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))),
  );
  return { name: 'dues.jsonl', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}
