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
  const json = JSON.parse(JSON.stringify(toJson(sampleReceipt()))) as Record<string, unknown>;
  const changes: Record<string, unknown>[] = [
    { version: 2 }, { items: [] }, { mode: 'demo' }, { issuedAt: 'yesterday' }, { number: 0 },
    { verification: { code: 'x', url: 'javascript:alert(1)' } }, { organisation: { colour: 'red' } },
    { payment: { amount: { minor: '12.5', currency: 'EUR' } } },
  ]; // prettier-ignore
  for (const change of changes) {
    const [[key = '', value] = []] = Object.entries(change);
    const known = json[key];
    const merged =
      typeof value === 'object' && !Array.isArray(value)
        ? { ...(known as object), ...value }
        : value;
    assert.throws(() => fromJson({ ...json, [key]: merged }), JSON.stringify(change));
  }
  assert.throws(() => fromJson(null));
});

test('a receipt is numbered within its year, six digits wide at least', () => {
  assert.equal(receiptNumber({ year: 2026, number: 123 }), '2026/000123');
  assert.equal(receiptNumber({ year: 2026, number: 1_234_567 }), '2026/1234567');
});
