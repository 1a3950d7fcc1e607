/**
 * Every reference sample, with what must come of it; the facts of `expected.json` are checked
 * against the same reading.
 */
import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { fromDecimal, toDecimal } from '../../core/money.ts';
import type { InvoiceDocument, ReadFile } from './document.ts';
import { readInvoiceFiles } from './read-invoice-files.ts';

const samples = new URL('../../../../shared/standards/f-fatturapa/', import.meta.url);
const skip = existsSync(samples) ? false : 'the reference samples are not on this machine';

/**
 * Per body: type, number, total, payable, dues with their days, and after `!` the codes of
 * warnings.
 */
const expectations: Readonly<Record<string, readonly string[]>> = {
  'xml/FatturaElett__Samples_IT01234567890_FSM10.xml': [
    'TD07 123 total 25.00 payable 25.00 dues 25.00@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT01234567890_FPR05.xml': [
    'TD01 14311 total 12.20 payable 12.20 dues 12.20@- !schema_invalid',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT01234567890_FPR06.xml': [
    'TD04 123 total 18.30 payable 18.30 dues',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT01234567890_FPR08.xml': [
    'TD06 124 total 2283.84 payable 1923.84 dues 1923.84@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT01234567890_FPR09.xml': [
    'TD06 125 total 800.00 payable 769.84 dues 769.84@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT02780790107_11005.xml': [
    'TD01 124 total 31.72 payable 30.50 dues 20.00@2015-04-30 9.00@2015-05-30 1.50@2015-06-30 !instalments_differ_from_payable',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_001.xml': [
    'TD01 FT/2015/0006 total 57.00 payable 54.00 dues 27.00@2015-03-18 27.00@2015-04-17 !instalments_differ_from_payable',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_003.xml': [
    'TD01 FT/2015/0008 total 9.00 payable 9.00 dues 9.00@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_004.xml': [
    'TD01 FT/2015/0009 total 1431.79 payable 1173.60 dues 1173.60@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_005.xml': [
    'TD01 FT/2015/0010 total 1288.61 payable 1030.42 dues 1030.42@- !total_differs_from_summary',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_007.xml': [
    'TD01 FT/2015/0009 total 9.00 payable 9.00 dues 9.00@2015-06-03',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_009.xml': [
    'TD01 129 total 6.10 payable 5.10 dues 5.10@2015-01-30',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_010.xml': [
    'TD01 14171 total 6.10 payable 5.10 dues 5.10@2015-01-30',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_011.xml': [
    'TD01 14021 total 57.00 payable 54.00 dues 27.00@2015-03-18 27.00@2015-04-17 !instalments_differ_from_payable',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_012.xml': [
    'TD01 14241 total 34.32 payable 34.32 dues 34.32@- !total_differs_from_summary',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_013.xml': [
    'TD01 A852S1 total 34.32 payable 34.32 dues 34.32@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_014.xml': [
    'TD01 FPR 16/19 total 3013.40 payable 2690.57 dues 2690.57@2019-07-02 !total_differs_from_summary !instalments_differ_from_payable',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_015.xml': [
    'TD01 14261 total 34.32 payable 34.32 dues 34.32@-',
  ],
  'xml/OCA__fatturapa_in_tests_data_IT05979361218_016.xml': [
    'TD01 14461 total 18.07 payable 18.07 dues 18.07@-',
  ],
  'xml/OCA__fatturapa_out_sp_tests_data_IT06363391001_00004.xml': [
    'TD01 INV/2016/0016 total 17.08 payable 14.00 dues 14.00@2016-07-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_CHE114993395IVA_00007.xml': [
    'TD01 INV/2018/0014 total 12.20 payable 12.20 dues 12.20@2018-02-28',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT03297040366_00005.xml': [
    'TD01 INV/2016/0017 total 10.98 payable 10.98 dues 10.98@2016-07-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT03297040366_00019.xml': [
    'TD01 INV/2022/0019 total 10.98 payable 10.98 dues 10.98@2022-04-30',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00001.xml': [
    'TD01 INV/2016/0013 total 17.08 payable 17.08 dues 17.08@2016-02-29',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00002.xml': [
    'TD01 INV/2016/0014 total 17.08 payable 17.08 dues 17.08@2016-07-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00003.xml': [
    'TD01 INV/2016/0015 total 17.08 payable 17.08 dues 17.08@2016-07-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00006.xml': [
    'TD01 INV/2018/0013 total 17.08 payable 17.08 dues 17.08@2018-02-28',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00008.xml': [
    'TD01 INV/2018/0015 total 14.00 payable 14.00 dues 14.00@2018-02-28',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00010.xml': [
    'TD01 INV/2019/0010 total 11.00 payable 11.00 dues 11.00@2019-09-30',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00011.xml': [
    'TD01 INV/2018/0011 total 17.08 payable 17.08 dues 17.08@2018-02-28',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00012.xml': [
    'TD01 INV/2020/0012 total 12.20 payable 12.20 dues 12.20@2020-02-29',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00013.xml': [
    'TD01 INV/2020/0013 total 10.00 payable 10.00 dues 10.00@2020-02-29',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00014.xml': [
    'TD01 INV/2021/10/0001 total 74.42 payable 74.42 dues 74.42@-',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00015.xml': [
    'TD01 INV/2021/12/0001 total 11.97 payable 11.97 dues 11.97@2022-01-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00015a.xml': [
    'TD01 INV/2021/12/0001 total 14.00 payable 14.00 dues 14.00@2022-01-31 !total_differs_from_summary',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00016.xml': [
    'TD01 INV/2021/12/0001 total 16.10 payable 16.10 dues 16.10@2022-01-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00017.xml': [
    'TD01 INV/2016/0014 total 17.08 payable 17.08 dues 17.08@2016-07-31',
  ],
  'xml/OCA__fatturapa_out_tests_data_IT06363391001_00018.xml': [
    'TD01 INV/2016/0013 total 14.00 payable 14.00 dues 14.00@2016-02-29',
  ],
  'xml/condividendo__fixtures_1.xml': [
    'TD01 1 total 12.20 payable 12.20 dues 12.20@2022-10-28 !collected_by_direct_debit',
  ],
  'xml/condividendo__fixtures_2.xml': [
    'TD01 1 total 12.20 payable 12.20 dues 12.20@2022-10-28 !collected_by_direct_debit',
  ],
  'xml/devcode-it__risorse_fattura_ordinaria.xml': [
    'TD01 2018221111 total 122.00 payable 122.00 dues 122.00@- !total_differs_from_summary',
  ],
  'xml/fatturaelett__fixtures_ESEMPIO-TD24.xml': [
    'TD24 90 total 3214.29 payable 3214.29 dues 3214.29@2021-04-30',
  ],
  'xml/fatturaelett__fixtures_IT01234567890_11001.xml': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30 !namespace_unexpected !schema_invalid',
  ],
  'xml/hostile-simevo__malicious_recursive_entity.xml': ['rejected doctype_refused line 1'],
  'xml/hostile-simevo__malicious_small_jumbo.xml': ['rejected doctype_refused line 2'],
  'xml/invalid-simevo__invalid_missing_CodiceDestinatario.xml': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30 !schema_invalid',
  ],
  'xml/invalid-simevo__invalid_missing_DatiBeniServizi.xml': ['rejected missing_amounts line 49'],
  'xml/invalid-simevo__invalid_missing_DatiGenerali.xml': ['rejected missing_number line 49'],
  'xml/invalid-simevo__invalid_missing_FatturaElettronicaBody.xml': [
    'rejected missing_body line 2',
  ],
  'xml/invalid-simevo__invalid_missing_IdTrasmittente.xml': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30 !schema_invalid',
  ],
  'xml/invopop__data_fatturapa.gobl_invoice-b2g.xml': [
    'TD01 SAMPLE-002 total 265.00 payable 265.00 dues 265.00@- !advance_payment !due_date_missing',
  ],
  'xml/invopop__data_fatturapa.gobl_invoice-credit-note.xml': [
    'TD04 CN-001 total 1388.40 payable 1388.40 dues !total_differs_from_summary',
  ],
  'xml/invopop__data_fatturapa.gobl_invoice-hotel-complex.xml': [
    'TD01 INV4-000008 total 248.58 payable 248.58 dues 223.38@- 25.20@- !advance_payment !due_date_missing',
  ],
  'xml/invopop__data_fatturapa.gobl_invoice-irpef.xml': [
    'TD06 SAMPLE-001 total 1026.74 payable 1044.40 dues 500.00@2023-03-02 544.40@2023-04-02 !total_differs_from_summary !instalments_differ_from_payable',
  ],
  'xml/invopop__data_fatturapa.gobl_invoice-simple.xml': [
    'TD06 SAMPLE-001 total 1388.40 payable 1388.40 dues 1388.40@- !split_payment_without_vat !total_differs_from_summary !due_date_missing',
  ],
  'xml/italia__samples_invoices_IT01234567890_FPR01.xml': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30',
  ],
  'xml/italia__samples_invoices_IT01234567890_FPR02.xml': [
    'TD01 123 total 30.50 payable 30.50 dues 30.50@2015-01-30',
  ],
  'xml/simevo__random_00.xml': ['rejected invalid_date line 52'],
  'xml/simevo__random_03.xml': ['rejected invalid_date line 52'],
  'xml/simevo__samples_IT01234567890_FPA01.xml': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2017-02-18',
  ],
  'xml/simevo__samples_IT01234567890_FPA03.xml': [
    'TD01 12 total 30.50 payable 30.50 dues 30.50@2017-02-18',
    'TD01 456 total 2440.00 payable 2440.00 dues 2440.00@2017-02-20 !collected_by_direct_debit',
  ],
  'p7m/IT01234567890_FPR01.b64.xml.p7m': ['TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30'],
  'p7m/IT01234567890_FPR01.b64crlf.xml.p7m': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30',
  ],
  'p7m/IT01234567890_FPR01.pem.xml.p7m': ['TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30'],
  'p7m/IT01234567890_FPR01.stream.xml.p7m': [
    'TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30',
  ],
  'p7m/IT01234567890_FPR01.tampered.xml.p7m': ['rejected signature_mismatch line -'],
  'p7m/IT01234567890_FPR01.xml.p7m': ['TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30'],
  'p7m/IT01234567890_FPR01.xml.p7m.p7m': ['TD01 123 total 6.10 payable 6.10 dues 6.10@2015-01-30'],
};

const text = z.string().nullable().optional();
const factsOfFile = z.object({
  versione: text,
  schema_valid: z.record(z.string(), z.boolean()).optional(),
  supplier: z.object({ piva: text, codice_fiscale: text, name: text }).optional(),
  customer: z.object({ piva: text, codice_fiscale: text, name: text }).optional(),
  bodies: z
    .array(
      z.object({
        numero: text,
        data: text,
        tipo: text,
        divisa: text,
        totale_dichiarato: text,
        iva_split_payment: text,
        split_payment: z.boolean().optional(),
        ritenute_totale: text,
        lines: z.number(),
        sum_of_instalments: text,
        riepilogo: z.array(z.unknown()),
      }),
    )
    .optional(),
  same_as: z.string().optional(),
});

function facts(): Record<string, z.infer<typeof factsOfFile>> {
  const json: unknown = JSON.parse(readFileSync(new URL('expected.json', samples), 'utf8'));
  return z.record(z.string(), factsOfFile).parse(json);
}

async function read(name: string): Promise<ReadFile> {
  const open = (): AsyncIterable<Uint8Array> => createReadStream(new URL(name, samples));
  const [file] = await Array.fromAsync(readInvoiceFiles({ name, open }));
  assert(file);
  return file;
}

async function documentsOf(name: string): Promise<readonly InvoiceDocument[]> {
  const { outcome } = await read(name);
  return outcome.status === 'read' ? outcome.documents : [];
}

function summaryOf({ outcome }: ReadFile): string[] {
  if (outcome.status === 'rejected') {
    return [`rejected ${outcome.error.code} line ${outcome.error.line ?? '-'}`];
  }
  return outcome.documents.map((document) =>
    [
      document.documentType,
      document.number,
      `total ${toDecimal(document.total)} payable ${toDecimal(document.payable)} dues`,
      ...document.instalments.map(({ amount, dueOn }) => `${toDecimal(amount)}@${dueOn ?? '-'}`),
      ...document.warnings.map(({ code }) => `!${code}`),
    ].join(' '),
  );
}

test('every reference sample is read or refused as expected', { skip }, async () => {
  for (const [name, expected] of Object.entries(expectations)) {
    assert.deepEqual(summaryOf(await read(name)), expected, name);
  }
});

test('no reference sample is left out of the table', { skip }, () => {
  assert.deepEqual(Object.keys(expectations).toSorted(), Object.keys(facts()).toSorted());
});

test(
  'a sample departs from its format exactly when the official schema says so',
  { skip },
  async () => {
    let compared = 0;
    for (const [name, { versione, schema_valid: verdicts }] of Object.entries(facts())) {
      const { outcome } = await read(name);
      if (!verdicts || outcome.status === 'rejected') continue;
      const schema =
        versione === 'FSM10'
          ? 'Schema_VFSM10.xsd'
          : `Schema_V${versione === 'FPA12' ? 'FPA12' : 'FPR12'}_v1.2.3.xsd`;
      const departs = outcome.documents.some(({ warnings }) =>
        warnings.some(({ code }) => code === 'schema_invalid'),
      );
      assert.equal(departs, verdicts[schema] === false, name);
      compared += 1;
    }
    assert(compared > 50, `${compared} samples were compared`);
  },
);

test('what is read of a sample is what it states', { skip }, async () => {
  for (const [name, { bodies = [], supplier, customer }] of Object.entries(facts())) {
    for (const [index, document] of (await documentsOf(name)).entries()) {
      const body = bodies[index];
      if (!body) continue;
      const amount = (decimal: string | null | undefined): bigint | undefined =>
        decimal ? fromDecimal(decimal, document.currency)?.minor : undefined;
      assert.equal(document.number, body.numero, name);
      assert.equal(document.issuedOn, body.data?.trim(), name);
      assert.equal(document.documentType, body.tipo, name);
      assert.equal(document.currency, body.divisa, name);
      if (body.totale_dichiarato)
        assert.equal(document.total.minor, amount(body.totale_dichiarato), name);
      if (body.sum_of_instalments)
        assert.equal(document.payable.minor, amount(body.sum_of_instalments), name);
      assert.equal(document.splitPayment, body.split_payment ?? false, name);
      assert.equal(document.splitPaymentVat.minor, amount(body.iva_split_payment) ?? 0n, name);
      assert.equal(document.withholding.minor, amount(body.ritenute_totale) ?? 0n, name);
      if (body.lines > 0) assert.equal(document.lines.length, body.lines, name);
      if (body.riepilogo.length > 0) assert.equal(document.vat.length, body.riepilogo.length, name);
      assert.equal(document.supplier.taxIds[0], supplier?.piva, name);
      assert.equal(document.supplier.name, supplier?.name, name);
      assert.equal(document.customer.vatNumber, customer?.piva, name);
      assert.equal(document.customer.taxCode, customer?.codice_fiscale, name);
      assert.equal(document.customer.name, customer?.name, name);
    }
  }
});

test(
  'a signed sample reads like the one it was made of, and names its signer',
  { skip },
  async () => {
    for (const [name, { same_as: original }] of Object.entries(facts())) {
      if (!original) continue;
      const { outcome } = await read(name);
      assert(outcome.status === 'read', name);
      assert.deepEqual(outcome.documents, await documentsOf(original), name);
      assert.equal(outcome.signers.at(-1), 'Firma di Prova', name);
    }
  },
);
