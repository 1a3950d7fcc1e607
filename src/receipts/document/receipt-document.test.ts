import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { money } from '../../core/money.ts';
import { fromJson, receiptNumber, toJson } from './receipt-document.ts';
import { sampleItem, sampleReceipt } from './sample-receipt.ts';

test('a receipt document survives being stored as JSON', () => {
  const largest = money(2n ** 63n - 1n, 'EUR');
  const receipt = sampleReceipt();
  const receipts = [
    receipt,
    sampleReceipt({
      mode: 'test',
      items: [sampleItem({ dueOn: null, amount: money(1n, 'JPY'), remaining: money(0n, 'JPY') })],
      payment: { ...receipt.payment, instrument: null, amount: largest },
    }),
    sampleReceipt({ payer: { email: null } }),
  ];
  for (const document of receipts)
    assert.deepEqual(fromJson(JSON.parse(JSON.stringify(toJson(document)))), document);
  assert.equal(toJson(receipts[1] ?? receipt).payment.amount.minor, '9223372036854775807');
});

test('what is not a receipt document is refused', () => {
  const json = toJson(sampleReceipt());
  const changed: unknown[] = [
    { ...json, version: 2 },
    { ...json, items: [] },
    { ...json, mode: 'demo' },
    { ...json, issuedAt: 'yesterday' },
    { ...json, number: 0 },
    { ...json, verification: { code: 'x', url: 'javascript:alert(1)' } },
    { ...json, organisation: { ...json.organisation, colour: 'red' } },
    { ...json, payment: { ...json.payment, amount: { minor: '12.5', currency: 'EUR' } } },
    { ...json, payment: { ...json.payment, amount: { minor: '12', currency: 'XXZ' } } },
    null,
  ];
  assert.deepEqual(fromJson(json), sampleReceipt());
  for (const value of changed) assert.throws(() => fromJson(value), JSON.stringify(value));
});

test('a receipt is numbered within its year, six digits wide at least', () => {
  assert.equal(receiptNumber({ year: 2026, number: 123 }), '2026/000123');
  assert.equal(receiptNumber({ year: 2026, number: 1_234_567 }), '2026/1234567');
});
