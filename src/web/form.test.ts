/** Forms are read once and wholly: every error at once, and what was typed is kept. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as zod from 'zod';
import { readForm } from './form.ts';

const schema = zod.object({
  number: zod.string('missing').min(1, 'missing'),
  amount: zod.string('missing').regex(/^\d+$/, 'digits'),
  due: zod.array(zod.string()).default([]),
});
const message = (field: string, problem: string): string => `${field}: ${problem}`;

test('good fields give their values, without the spaces around them', () => {
  const body = { number: ' 12 ', amount: '5', due: 'due_1', form_token: 'x' };
  const read = readForm(body, { schema, message, lists: ['due'] });
  assert.deepEqual(read, {
    kind: 'good',
    value: { number: '12', amount: '5', due: ['due_1'] },
    values: { number: '12', amount: '5' },
  });
});

test('every error is told at once, in the order of the form, and what was typed is kept', () => {
  const read = readForm({ amount: 'cento', number: '' }, { schema, message });
  assert.deepEqual(read, {
    kind: 'bad',
    form: {
      values: { amount: 'cento', number: '' },
      errors: { amount: 'amount: digits', number: 'number: missing' },
    },
  });
  assert(read.kind === 'bad');
  assert.deepEqual(Object.keys(read.form.errors), ['amount', 'number']);
});

test('a field sent twice counts as missing unless it is a list', () => {
  const read = readForm({ number: ['1', '2'], amount: '5' }, { schema, message });
  assert(read.kind === 'bad');
  assert.deepEqual(read.form.errors, { number: 'number: missing' });
});

test('what must be forgotten is not shown again', () => {
  const read = readForm({ number: '12', amount: 'x' }, { schema, message, forgotten: ['number'] });
  assert(read.kind === 'bad');
  assert.deepEqual(read.form.values, { amount: 'x' });
});

test('a body that is no form is an empty one', () => {
  for (const body of [null, undefined, 'number=1', 5, []]) {
    assert.equal(readForm(body, { schema, message }).kind, 'bad');
  }
});

test('a body without a prototype, as the form parser makes it, is read', () => {
  const body = { __proto__: null, number: '1', amount: '2' };
  assert.equal(readForm(body, { schema, message }).kind, 'good');
});

test('a very long value is cut', () => {
  const read = readForm({ number: 'x'.repeat(100_000), amount: '5' }, { schema, message });
  assert(read.kind === 'good');
  assert.equal(read.value.number.length, 1000);
});
