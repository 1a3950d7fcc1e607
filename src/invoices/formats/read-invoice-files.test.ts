import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDecimal } from '../../core/money.ts';
import { contentDigest, differences, readInvoiceFiles } from './index.ts';
import type { InvoiceDocument, ReadFile } from './index.ts';
import { signedEnvelope } from './test-envelope.ts';
import { testInvoice, testInvoiceText, testSimplifiedInvoice } from './test-invoice.ts';
import type { TestFile, TestInvoice } from './test-invoice.ts';

async function read(bytes: Uint8Array): Promise<ReadFile> {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  }
  const [file] = await Array.fromAsync(readInvoiceFiles({ name: 'file.xml', open }));
  assert(file);
  return file;
}

async function documentsOf(bytes: Uint8Array): Promise<readonly InvoiceDocument[]> {
  const { outcome } = await read(bytes);
  assert(outcome.status === 'read', 'error' in outcome ? outcome.error.message : '');
  return outcome.documents;
}

async function documentOf(invoice: TestInvoice, file: TestFile = {}): Promise<InvoiceDocument> {
  const [document] = await documentsOf(testInvoice(invoice, file));
  assert(document);
  return document;
}

async function changedDocument(
  from: string | RegExp,
  to: string,
  invoice: TestInvoice = {},
): Promise<InvoiceDocument> {
  const text = testInvoiceText(invoice);
  const changed = text.replace(from, to);
  assert.notEqual(changed, text);
  const [document] = await documentsOf(Buffer.from(changed));
  assert(document);
  return document;
}

async function refusal(bytes: Uint8Array): Promise<{ code: string; line: number | undefined }> {
  const { outcome } = await read(bytes);
  assert(outcome.status === 'rejected', 'the file was read');
  return { code: outcome.error.code, line: outcome.error.line };
}

const dues = (document: InvoiceDocument): string[] =>
  document.instalments.map(({ amount, dueOn }) => `${toDecimal(amount)} ${dueOn ?? '-'}`);
const codes = (document: InvoiceDocument): string[] => document.warnings.map(({ code }) => code);

test('an invoice without payment terms is one due for the whole', async () => {
  const document = await documentOf({});
  assert.deepEqual(dues(document), ['122.00 -']);
  assert.deepEqual(codes(document), []);
});

test('each instalment is a due of its own, with its day', async () => {
  const instalments = [
    { amount: '61.00', dueOn: '2026-04-30' },
    { amount: '61.00', dueOn: '2026-05-31' },
  ];
  assert.deepEqual(dues(await documentOf({ instalments })), [
    '61.00 2026-04-30',
    '61.00 2026-05-31',
  ]);
});

test('split-payment VAT and withholdings are not asked of the payer', async () => {
  const document = await documentOf({ splitPayment: true, withholding: '20.00' });
  assert.equal(toDecimal(document.total), '122.00');
  assert.equal(toDecimal(document.splitPaymentVat), '22.00');
  assert.deepEqual(dues(document), ['80.00 -']);
});

test('split payment without VAT is read with a warning', async () => {
  const lines = [{ amount: '10.00', rate: '0.00', nature: 'N4' }];
  assert.deepEqual(codes(await documentOf({ splitPayment: true, lines })), [
    'split_payment_without_vat',
  ]);
});

test('instalments win over the computed amount, with a warning', async () => {
  const document = await documentOf({ instalments: [{ amount: '120.00', dueOn: '2026-04-30' }] });
  assert.deepEqual(dues(document), ['120.00 2026-04-30']);
  assert.deepEqual(codes(document), ['instalments_differ_from_payable']);
});

test('the declared total wins over the summary, with a warning', async () => {
  const document = await documentOf({ total: '121.50' });
  assert.deepEqual(dues(document), ['121.50 -']);
  assert.deepEqual(codes(document), ['total_differs_from_summary']);
  const rounded = await documentOf({ total: '121.50', rounding: '-0.50' });
  assert.deepEqual(codes(rounded), []);
});

test('two instalments of the whole amount may be alternatives, and that is said', async () => {
  const whole = { amount: '122.00', dueOn: '2026-04-30' };
  const document = await documentOf({ instalments: [whole, { ...whole, meansOfPayment: 'MP08' }] });
  assert.deepEqual(codes(document), [
    'instalments_differ_from_payable',
    'instalments_repeat_whole',
  ]);
});

test('no due is ever zero or less', async () => {
  const zero = await documentOf({
    instalments: [{ amount: '122.00', dueOn: '2026-04-30' }, { amount: '0.00' }],
  });
  assert.deepEqual(dues(zero), ['122.00 2026-04-30']);
  assert.deepEqual(codes(zero), ['instalment_not_positive']);
  const negative = await documentOf({ instalments: [{ amount: '132.00' }, { amount: '-10.00' }] });
  assert.deepEqual(dues(negative), ['122.00 -']);
  assert(codes(negative).includes('instalment_not_positive'));
  const total = await documentOf({ total: '-5.00' });
  assert.deepEqual(dues(total), []);
  assert(codes(total).includes('total_not_positive'));
  const withheld = await documentOf({ withholding: '122.00' });
  assert.deepEqual(dues(withheld), []);
  assert.deepEqual(codes(withheld), ['nothing_to_pay']);
});

test('an instalment without amount leaves one due for the whole', async () => {
  const several = await documentOf({
    instalments: [{ amount: '61.00', dueOn: '2026-04-30' }, { meansOfPayment: 'MP19' }],
  });
  assert.deepEqual(dues(several), ['122.00 -']);
  assert.equal(several.instalments[0]?.collectable, 'direct_debit');
  assert(codes(several).includes('instalment_without_amount'));
  assert(codes(several).includes('schema_invalid'));
  const one = await documentOf({ instalments: [{ dueOn: '2026-04-30' }] });
  assert.deepEqual(dues(one), ['122.00 2026-04-30']);
});

test('the due day follows from the beginning of the terms and their days', async () => {
  const terms =
    '<DataRiferimentoTerminiPagamento>2026-01-31</DataRiferimentoTerminiPagamento>' +
    '<GiorniTerminiPagamento>30</GiorniTerminiPagamento>';
  const document = await changedDocument('<ImportoPagamento>', `${terms}<ImportoPagamento>`, {
    instalments: [{ amount: '122.00' }],
  });
  assert.deepEqual(dues(document), ['122.00 2026-03-02']);
  assert.deepEqual(codes(document), []);
});

test('instalments that others collect are kept and marked', async () => {
  const instalments = [
    { amount: '60.00', dueOn: '2026-04-30', meansOfPayment: 'MP20' },
    { amount: '62.00', dueOn: '2026-04-30', meansOfPayment: 'MP22' },
  ];
  const document = await documentOf({ instalments });
  assert.deepEqual(
    document.instalments.map(({ collectable }) => collectable),
    ['direct_debit', 'treasury'],
  );
  assert.deepEqual(codes(document), ['collected_by_direct_debit', 'withheld_by_treasury']);
});

test('a credit note names what it corrects and asks for nothing', async () => {
  const refersTo = [{ number: '7/2026', issuedOn: '2026-01-31' }, { number: '8/2026' }];
  const instalments = [{ amount: '122.00', dueOn: '2026-04-30' }];
  const document = await documentOf({ documentType: 'TD04', refersTo, instalments });
  assert.equal(document.isCreditNote, true);
  assert.deepEqual(document.instalments, []);
  assert.deepEqual(document.refersTo, [
    { number: '7/2026', issuedOn: '2026-01-31' },
    { number: '8/2026', issuedOn: null },
  ]);
});

test('a document of an unknown type is kept and asks for nothing', async () => {
  for (const documentType of ['TD99', 'constructor', 'toString', '__proto__']) {
    const document = await documentOf({ documentType });
    assert.deepEqual(document.instalments, [], documentType);
    assert(codes(document).includes('document_type_unknown'), documentType);
  }
});

test('the simplified format is read, credit notes too', async () => {
  const [invoice] = await documentsOf(testSimplifiedInvoice());
  assert(invoice);
  assert.deepEqual([dues(invoice), codes(invoice)], [['12.20 -'], []]);
  assert.deepEqual(
    invoice.vat.map(({ tax, taxable }) => [toDecimal(taxable), toDecimal(tax)]),
    [['10.00', '2.20']],
  );
  const refersTo = [{ number: '7', issuedOn: '2026-01-31' }];
  const [note] = await documentsOf(testSimplifiedInvoice({ documentType: 'TD08', refersTo }));
  assert(note);
  assert.deepEqual([note.isCreditNote, note.instalments, note.refersTo], [true, [], refersTo]);
});

test('several bodies are several documents of the same parties', async () => {
  const documents = await documentsOf(testInvoice([{ number: '1' }, { number: '2' }]));
  assert.deepEqual(
    documents.map(({ number, supplier }) => [number, supplier.taxIds]),
    [
      ['1', ['IT01234567890', '01234567890']],
      ['2', ['IT01234567890', '01234567890']],
    ],
  );
});

test('blanks and time zones in values do no harm', async () => {
  const document = await changedDocument('<Data>2026-03-02<', '<Data> 2026-03-02+01:00 <');
  assert.equal(document.issuedOn, '2026-03-02');
  assert.deepEqual(codes(document), ['schema_invalid']);
  const blanks = await changedDocument('<Imposta>22.00<', '<Imposta> 2 2.00 <');
  assert.equal(toDecimal(blanks.total), '122.00');
  assert(codes(blanks).includes('blanks_in_value'));
});

test('namespaces that are old, wrong, missing or undeclared are read with a warning', async () => {
  const namespace = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2';
  for (const [from, to] of [
    [namespace, 'http://www.fatturapa.gov.it/sdi/fatturapa/v1.1'],
    [` xmlns:p="${namespace}"`, ''],
    [/(?<=<\/?)p:|xmlns:p="[^"]*"/g, ''],
    [/xmlns:p=/, 'xmlns='],
  ] as const) {
    const document = await changedDocument(from, to);
    assert.deepEqual(dues(document), ['122.00 -']);
    assert(codes(document).includes('schema_invalid'), String(from));
  }
});

test('a text is read in the encoding that it declares', async () => {
  const name = 'Caffè Perù € ß';
  const encodings: [string, (text: string) => Uint8Array][] = [
    ['windows-1252', (text) => Buffer.from(text.replace('€', '\u0080'), 'latin1')],
    ['iso-8859-15', (text) => Buffer.from(text.replace('€', '¤'), 'latin1')],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['utf-8', (text) => Buffer.from(`\ufeff${text}`)],
    ['utf-16', (text) => Buffer.from(text)],
  ];
  for (const [encoding, encode] of encodings) {
    const text = testInvoiceText({}, { encoding, customer: { name } });
    const [document] = await documentsOf(encode(text));
    assert.equal(document?.customer.name, name, encoding);
  }
});

test('what a due needs and does not find refuses the file, with the line', async () => {
  const text = testInvoiceText({});
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
  const cases: [string | RegExp, string, string, string][] = [
    [/<Numero>.*?<\/Numero>/, '', 'missing_number', '<DatiGeneraliDocumento>'],
    [/<Data>.*?<\/Data>/, '', 'missing_date', '<DatiGeneraliDocumento>'],
    ['2026-03-02', '2026-02-30', 'invalid_date', '<Data>'],
    [/<Divisa>.*?<\/Divisa>/, '', 'missing_currency', '<DatiGeneraliDocumento>'],
    ['<Divisa>EUR', '<Divisa>EUX', 'invalid_currency', '<Divisa>'],
    ['<TipoDocumento>TD01</TipoDocumento>', '', 'missing_document_type', '<DatiGeneraliDocumento>'],
    [
      /<CedentePrestatore>.*<\/CedentePrestatore>/,
      '',
      'missing_supplier',
      '<FatturaElettronicaHeader>',
    ],
    [
      /<CessionarioCommittente>.*<\/CessionarioCommittente>/,
      '',
      'missing_customer',
      '<FatturaElettronicaHeader>',
    ],
    [/<DatiRiepilogo>.*<\/DatiRiepilogo>/, '', 'missing_amounts', '<FatturaElettronicaBody>'],
    ['<Imposta>22.00', '<Imposta>22,00', 'invalid_amount', '<Imposta>'],
    ['<Imposta>22.00', '<Imposta>22.005', 'invalid_amount', '<Imposta>'],
    ['<Imposta>22.00', `<Imposta>${'9'.repeat(17)}.00`, 'invalid_amount', '<Imposta>'],
    ['TD01', 'T'.repeat(101), 'value_too_long', '<TipoDocumento>'],
    ['RSSMRA80A01H501U', 'R'.repeat(101), 'value_too_long', '<CodiceFiscale>'],
  ];
  for (const [from, to, code, at] of cases) {
    assert.deepEqual(
      await refusal(Buffer.from(text.replace(from, to))),
      { code, line: lineOf(at) },
      code,
    );
  }
});

test('a file with one body that cannot be read gives nothing of the others', async () => {
  const { outcome } = await read(
    testInvoice([{ number: '1' }, { number: '2', issuedOn: '2026-13-01' }]),
  );
  assert.equal(outcome.status, 'rejected');
});

test('a signed file is read in every wrapping, and refused when its content was changed', async () => {
  const bytes = testInvoice({ number: '5' });
  const der = await signedEnvelope(bytes);
  const base64 = Buffer.from(der).toString('base64');
  const lines = (base64.match(/.{1,64}/g) ?? []).join('\r\n');
  const wrappings = [
    der,
    Buffer.from(base64),
    Buffer.from(lines),
    Buffer.from(`-----BEGIN PKCS7-----\n${lines}\n-----END PKCS7-----\n`),
    await signedEnvelope(der),
  ];
  const expected = await documentsOf(bytes);
  for (const wrapping of wrappings) assert.deepEqual(await documentsOf(wrapping), expected);
  const at = Buffer.from(der).indexOf('<Numero>5');
  const changed = Buffer.from(der);
  changed[at + 8] = 0x36;
  assert.equal((await refusal(changed)).code, 'signature_mismatch');
});

test('the same content has the same digest, and a change is named', async () => {
  const plain = await documentOf({ number: '9' });
  const [signed] = await documentsOf(await signedEnvelope(testInvoice({ number: '9' })));
  const [recoded] = await documentsOf(Buffer.from(testInvoiceText({ number: '9' }), 'utf16le'));
  assert(signed && recoded);
  assert.equal(contentDigest(signed), contentDigest(plain));
  assert.equal(contentDigest(recoded), contentDigest(plain));
  const changed = await documentOf({
    number: '9',
    instalments: [{ amount: '122.00', dueOn: '2026-09-01' }],
  });
  assert.notEqual(contentDigest(changed), contentDigest(plain));
  assert.deepEqual(differences(plain, changed), ['instalments']);
});
