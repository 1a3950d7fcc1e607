/** Who owes a free payment: what is asked, and what is not taken for an answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownDate } from '../core/calendar-date.ts';
import { freeDefinition } from './charge-definition.ts';
import { debtorFields, readDebtor } from './debtor-fields.ts';

const around = { language: 'en', today: knownDate('2026-11-30') } as const;

function asked(rules: unknown) {
  const { debtor } = freeDefinition.parse({
    name: { en: 'Fee' },
    amount: { kind: 'fixed', amount: '16.00' },
    debtor: rules,
  });
  return debtor;
}

test('only what the charge type asks of a debtor is asked and kept', () => {
  const nameOnly = asked({ tax_code: 'not_asked', email: 'not_asked' });
  assert.deepEqual(
    debtorFields(nameOnly).map(({ name }) => name),
    ['debtor_name'],
  );
  const typed = { debtor_name: ' Maria Rossi ', debtor_tax_code: 'x', debtor_email: 'y' };
  assert.deepEqual(readDebtor(nameOnly, typed, around), {
    kind: 'good',
    debtor: { name: 'Maria Rossi', taxId: null, email: null },
  });
});

test('what is mandatory of a debtor is missed, each in its own words', () => {
  const all = asked({ who: 'person', tax_code: 'mandatory', email: 'mandatory' });
  assert.deepEqual(readDebtor(all, {}, around), {
    kind: 'bad',
    errors: {
      debtor_name: 'Full name: this must be filled in.',
      debtor_tax_code: 'Tax code: this must be filled in.',
      debtor_email: 'E-mail address: this must be filled in.',
    },
  });
});

test('a company’s number is not a person’s, and a trader’s code may be a company’s', () => {
  const named = { debtor_name: 'Rossi' };
  const person = asked({ who: 'person' });
  const company = asked({ who: 'company' });
  assert.equal(
    readDebtor(person, { ...named, debtor_tax_code: '00743110157' }, around).kind,
    'bad',
  );
  assert.equal(
    readDebtor(company, { ...named, debtor_tax_code: '00743110157' }, around).kind,
    'good',
  );
  assert.equal(
    readDebtor(company, { ...named, debtor_tax_code: 'RSSMRA80A01H501U' }, around).kind,
    'good',
  );
});
