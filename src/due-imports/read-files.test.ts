import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, duesSource, head, openDuesPlace, plainRows } from '../../test/support/dues-place.ts';
import { readAmount } from './cells/read-amount.ts';
import { columnNamed } from './columns.ts';
import { DuesFileRejected } from './file-rejected.ts';
import { inspectFile, readRows } from './inspect-file.ts';
import type { Encoding, Reading } from './source.ts';

const header = 'id;service;debtor_name;reason;amount';
const accented = `${header}\nA;plain;José Ñúñez;Asilo “Già”;10,00\n`;

const bytesOf: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16le with its mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'windows-1252': (text) =>
    Buffer.from(text.replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1'),
};

async function read(text: string | Uint8Array, reading: Reading = {}, pieceBytes = 7) {
  const source = duesSource('dues.csv', text, pieceBytes);
  const inspected = await inspectFile(source, reading);
  const rows = await Array.fromAsync(readRows(source, inspected, reading));
  return { inspected, rows };
}

/** The code of the reason why a file is rejected. */
async function refusal(text: string | Uint8Array, reading: Reading = {}): Promise<string> {
  try {
    await read(text, reading, 1000);
  } catch (error) {
    if (error instanceof DuesFileRejected) return error.code;
    throw error;
  }
  return 'read';
}

test('the encoding of a file is recognised, wherever its pieces are cut', async () => {
  for (const [name, encode] of Object.entries(bytesOf)) {
    const { inspected, rows } = await read(encode(accented));
    const encoding: Encoding | undefined = inspected.encoding;
    assert(name.startsWith(encoding), `${name}: ${encoding}`);
    assert.equal(rows[0]?.cells.debtor_name, 'José Ñúñez', name);
    assert.equal(rows[0]?.cells.reason, 'Asilo “Già”', name);
  }
  const euro = Buffer.from(accented.replaceAll(/[“”]/g, '').replace('Già', 'Già \u00a4'), 'latin1');
  const { inspected, rows } = await read(euro);
  assert.equal(inspected.encoding, 'iso-8859-15');
  assert.equal(rows[0]?.cells.reason, 'Asilo Già €');
});

test('what is no text, or in an encoding of another world, is said', async () => {
  assert.equal(await refusal(''), 'file_empty');
  assert.equal(await refusal(Buffer.from('PK\u0003\u0004 a workbook')), 'is_spreadsheet');
  assert.equal(await refusal(Buffer.from('%PDF-1.7')), 'not_text');
  assert.equal(await refusal(Buffer.from('id;a\0mount\n1;2')), 'not_text');
  assert.equal(await refusal(Buffer.from([0x69, 0x64, 0x81, 0xe9])), 'encoding_unknown');
  const windows = bytesOf['windows-1252']?.(accented) ?? '';
  assert.equal(await refusal(windows, { encoding: 'utf-8' }), 'encoding_wrong');
  assert.equal(await refusal(windows, { encoding: 'windows-1252' }), 'read');
});

test('cells may be separated by commas, semicolons, tabs or bars, and quoted or not', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const lines = [
      `\ufeff${header.replaceAll(';', delimiter)}`,
      ['A', 'plain', `"Rossi${delimiter} ""Ada"""`, 'Bar "Da Gino"', '"10,00"'].join(delimiter),
      ['', '', '', '', ''].join(delimiter),
      ['B', 'plain', 'Ada', "l'auto", '5.00', '', ''].join(delimiter),
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows } = await read(lines.join(end));
      assert.deepEqual(
        rows.map(({ row, cells, faults }) => [row, Object.values(cells), faults]),
        [
          [2, ['A', 'plain', `Rossi${delimiter} "Ada"`, 'Bar "Da Gino"', '10,00'], []],
          [4, ['B', 'plain', 'Ada', "l'auto", '5.00'], []],
        ],
      );
    }
  }
  const { rows } = await read(`sep=;\n\n${header}\nA;plain;Ada;R;1,00\n`);
  assert.deepEqual(
    rows.map(({ row }) => row),
    [4],
  );
});

test('a header is understood in three languages, and what it lacks or has twice is said', async () => {
  const named = (...names: readonly string[]) => names.map(columnNamed);
  assert.deepEqual(named('Importo', 'IMPORTE', ' Amount '), ['amount', 'amount', 'amount']);
  assert.deepEqual(
    named('Codice fiscale', 'codice-fiscale', 'NIF'),
    Array(3).fill('debtor_tax_code'),
  );
  assert.deepEqual(named('Fecha de vencimiento', 'Scadenza'), ['due_on', 'due_on']);
  assert.deepEqual(named('voce_2_importo', 'line2_text', 'Concepto 2 importe'), [
    'line2_amount',
    'line2_text',
    'line2_amount',
  ]);
  assert.deepEqual(named('line0_text', '__proto__', 'constructor', ''), Array(4).fill(null));
  assert.equal(await refusal('id;service;debtor_name;reason\nA;b;c;d'), 'columns_missing');
  assert.equal(await refusal('id;debtor_name;reason;amount\nA;b;c;1'), 'columns_missing');
  assert.equal(await refusal(`${header};colour\nA;plain;Ada;R;1,00;red`), 'column_unknown');
  assert.equal(await refusal(`${header};importo\nA;plain;Ada;R;1,00;1,00`), 'column_twice');
  assert.equal(await refusal(`${header}\n;;;;\n\n`), 'no_rows');
  assert.equal(await refusal(`${header};\nA;plain;Ada;R;1,00;`), 'read');
});

test('what a header calls otherwise is mapped, or left out', async () => {
  const text = 'Pratica;Ufficio;Chi;Cosa;Quanto;Colore\nA;plain;Ada;R;1,00;rosso\n';
  const columns = {
    pratica: 'id',
    ufficio: 'service',
    chi: 'debtor_name',
    cosa: 'reason',
    quanto: 'amount',
    colore: '-',
  };
  const { rows } = await read(text, { columns });
  assert.deepEqual(rows[0]?.cells, {
    id: 'A',
    service: 'plain',
    debtor_name: 'Ada',
    reason: 'R',
    amount: '1,00',
  });
  assert.equal(await refusal(text, { columns: { ...columns, altro: '-' } }), 'mapping_unknown');
});

test('amounts are read with comma or dot, and what could be two amounts is not guessed', () => {
  const cents = (text: string, decimal?: 'comma' | 'dot') => {
    const amount = readAmount(text, 'EUR', decimal);
    return amount.kind === 'good' ? amount.amount.minor : amount.code;
  };
  assert.deepEqual(
    ['10', '10.5', '10,50', '1.234,50', '1,234.50', '€ 3'].map((text) => cents(text)),
    [1000n, 1050n, 1050n, 123450n, 123450n, 300n],
  );
  assert.deepEqual(
    ['1.234', '1,234', '-1.234'].map((text) => cents(text)),
    Array(3).fill('amount_ambiguous'),
  );
  assert.deepEqual(
    ['1.234', '1.234,5', '1 234,5'].map((text) => cents(text, 'comma')),
    [123400n, 123450n, 123450n],
  );
  assert.deepEqual([cents('1,234', 'dot'), cents('1.234', 'dot')], [123400n, 'amount_invalid']);
  for (const text of ['', 'ten', '1,2,3', '1e3', '0x10', 'NaN', '10 $', '12 50']) {
    assert.equal(cents(text), 'amount_invalid', text);
  }
});

test('a quotation mark that is never closed, or a cell without end, rejects the file and not the machine', async () => {
  assert.equal(
    await refusal(csv(header, 'A;plain;"Ada;R;1,00', 'B;plain;Ada;R;1,00')),
    'quote_open',
  );
  assert.equal(await refusal(csv(header, `A;plain;${'x'.repeat(70_000)};R;1,00`)), 'row_too_long');
  assert.equal(
    await refusal(csv(header, `A;plain;"${'x\n'.repeat(70_000)}";R;1,00`)),
    'row_too_long',
  );
  assert.equal(await refusal(`{"id":"${'x'.repeat(70_000)}"}`), 'row_too_long');
  assert.equal(await refusal(csv(header, '"'.repeat(200_000))), 'row_too_long');
  assert.equal(await refusal('x;'.repeat(600)), 'columns_many');
});

test('quoted cells may stand anywhere in a long file', async () => {
  const rows = Array.from(
    { length: 4000 },
    (_, index) => `K${index};plain;Ada;"${'x'.repeat(40)}";"1,00"`,
  );
  const { inspected } = await read(csv(header, ...rows), {}, 65_536);
  assert.equal(inspected.rowCount, 4000);
});

test('a cell that holds lines, controls or half a character is refused by name', async (t) => {
  const place = await openDuesPlace(t);
  const done = await place.load(
    csv(
      head,
      '1,plain,,"Ada\nBcc: all@example.com",R,1.00',
      '2,plain,,Ada,"R\u0007",1.00',
      '3,plain,,Ada,R\u0000,1.00'.replace('\u0000', '\u001b[2J'),
      `4,plain,,Ada,${'x'.repeat(301)},1.00`,
      '5,plain,,Ada,R,0.00',
      '6,plain,,Ada,R,-1.00',
      '7,plain,,Ada,R,99999999999999.00',
      '8,plain,,Ada',
      ',plain,,,,',
    ),
  );
  assert.deepEqual(
    done.errors.map(({ row, column, code }) => `${row} ${column} ${code}`),
    [
      '2 debtor_name line_break',
      '3 reason bad_characters',
      '4 reason bad_characters',
      '5 reason too_long',
      '6 amount amount_not_positive',
      '7 amount amount_not_positive',
      '8 amount amount_too_large',
      '9 null cell_count',
      '10 id missing',
      '10 amount missing',
      '10 debtor_name missing',
      '10 reason missing',
    ],
  );
});

test('a text that begins like a formula is a text, and is guarded where a spreadsheet opens it', async (t) => {
  const place = await openDuesPlace(t);
  const formula = '=HYPERLINK(""https://evil.example"")';
  const done = await place.load(
    csv(head, `1,plain,,"${formula}",@SUM,1.00`, `2,plain,,"${formula}",R,+x`),
    { way: 'good' },
  );
  assert.equal(done.loaded, 1);
  const [due] = await place.dues();
  assert.deepEqual(
    [due?.['debtor_name'], due?.['reason']],
    ['=HYPERLINK("https://evil.example")', '@SUM'],
  );
  const cells = done.failed.split('\n')[1] ?? '';
  assert.match(cells, /^2,plain,,"'=HYPERLINK/);
  assert.match(cells, /,'\+x,/);
  const mended = await place.load(done.failed.replace("'+x", '2.00'));
  assert.equal(mended.loaded, 1);
  assert.equal((await place.dues())[1]?.['debtor_name'], '=HYPERLINK("https://evil.example")');
});

test('an id that stands twice in a file is refused the second time, with the row of the first', async (t) => {
  const place = await openDuesPlace(t);
  const rows = plainRows(2);
  const done = await place.load(csv(head, ...rows, rows[0] ?? ''));
  assert.deepEqual(
    done.errors.map(({ row, code, values }) => [row, code, values]),
    [[4, 'id_twice', { row: 2 }]],
  );
});
