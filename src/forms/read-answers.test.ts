/** What payers answer: each kind of field judged with its own words, and hidden fields left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { knownDate } from '../core/calendar-date.ts';
import { languages } from '../core/texts.ts';
import { fieldDefinition, fieldKinds, type FieldKind } from './field-definition.ts';
import { formDefinition } from './form-definition.ts';
import { judgeField } from './judge-field.ts';
import { readAnswers } from './read-answers.ts';
import { shownFields } from './shown-fields.ts';
import { showAnswer } from './show-answer.ts';

const today = knownDate('2026-11-30');
const around = { language: 'en', today } as const;

type Rules = Readonly<Record<string, unknown>>;

function fieldOf(kind: FieldKind, rules: Rules = {}) {
  const label = { it: 'Il campo', en: 'The field', es: 'El campo' };
  return fieldDefinition.parse({ name: 'one', kind, label, ...needed[kind], ...rules });
}

const option = (value: string) => ({ value, label: { it: `Il ${value}`, en: `The ${value}` } });
const needed: Readonly<Partial<Record<FieldKind, Rules>>> = {
  choice: { options: [option('bus'), option('train')] },
};

function judged(kind: FieldKind, typed: string, rules: Rules = {}): string {
  const answer = judgeField(fieldOf(kind, rules), typed, around);
  return answer.kind === 'good' ? answer.value : answer.problem.key;
}

test('numbers are read as people write them, with a comma or a dot', () => {
  const cases: readonly (readonly [typed: string, decimals: number, value: string])[] = [
    ['12', 0, '12'],
    ['012', 0, '12'],
    ['1.234', 0, '1234'],
    ['1,234', 2, '1234'],
    ['1 234,5', 2, '1234.5'],
    ['1.234,50', 2, '1234.5'],
    ['1,234.50', 2, '1234.5'],
    ['0,125', 3, '0.125'],
    ['0.125', 2, 'decimals'],
    ['12,345', 3, '12.345'],
    ['-2,5', 1, '-2.5'],
    ['−2', 0, '-2'],
    ['-0', 0, '0'],
    ['12,50', 1, '12.5'],
    ['12,55', 1, 'decimals'],
    ['1.5', 0, 'decimals'],
    ['1.23.4', 0, 'whole_number'],
    ['12 5', 0, 'whole_number'],
    ['1e3', 0, 'whole_number'],
    ['dodici', 2, 'number'],
    ['1'.repeat(13), 0, 'whole_number'],
  ];
  for (const [typed, decimals, value] of cases) {
    assert.equal(judged('number', typed, { decimals }), value, `${typed} with ${decimals}`);
  }
  const range = { least: '0.5', most: '10', decimals: 2 };
  assert.equal(judged('number', '0,49', range), 'too_small');
  assert.equal(judged('number', '10,00', range), '10');
  assert.equal(judged('number', '10,01', range), 'too_large');
  assert.equal(judged('number', '-11', { least: '-10' }), 'too_small');
});

test('dates are read day before month, between the days that the field allows', () => {
  assert.equal(judged('date', '5/3/2026'), '2026-03-05');
  assert.equal(judged('date', '31.12.26'), '2026-12-31');
  assert.equal(judged('date', '31/2/2026'), 'date');
  assert.equal(judged('date', '29/11/2026', { from: 'today' }), 'too_early');
  assert.equal(judged('date', '30/11/2026', { from: 'today', to: 'today' }), '2026-11-30');
  assert.equal(judged('date', '1/12/2026', { to: 'today' }), 'too_late');
  assert.equal(judged('date', '1/1/2020', { from: '2021-01-01' }), 'too_early');
});

test('text has a length and a mask, and signs of the mask need not be typed', () => {
  assert.equal(judged('text', '  Via Roma 1 '), 'Via Roma 1');
  assert.equal(judged('text', 'ab', { least_length: 3 }), 'too_short');
  assert.equal(judged('text', 'è'.repeat(4), { most_length: 3 }), 'too_long');
  assert.equal(judged('text', 'a'.repeat(1001)), 'too_long');
  assert.equal(judged('text', 'one\ntwo'), 'signs');
  assert.equal(judged('text', 'txt \u202Egpj.exe'), 'signs');
  assert.equal(judged('long_text', 'one\r\ntwo'), 'one\ntwo');
  assert.equal(judged('text', 'ab 1234', { pattern: 'AA-9999' }), 'AB-1234');
  assert.equal(judged('text', 'AB-1234', { pattern: 'AA-9999' }), 'AB-1234');
  assert.equal(judged('text', 'AB/1234', { pattern: 'AA-9999' }), 'pattern');
  assert.equal(judged('text', 'A1-1234', { pattern: 'AA-9999' }), 'pattern');
  assert.equal(judged('text', 'AB-12345', { pattern: 'AA-9999' }), 'pattern');
  assert.equal(judged('text', 'p12 x', { pattern: 'P99/*' }), 'P12/X');
});

test('codes of others are kept in one form', () => {
  assert.equal(judged('iban', 'it60 x054 2811 1010 0000 0123 456'), 'IT60X0542811101000000123456');
  assert.equal(judged('plate', 'ab 123-cd'), 'AB123CD');
  assert.equal(judged('plate', '1234 bcd'), '1234BCD');
  assert.equal(judged('email', ' maria@Example.ORG '), 'maria@example.org');
  assert.equal(judged('tax_code', 'rssmra80a01h501u'), 'RSSMRA80A01H501U');
  assert.equal(judged('tax_code', '12345678z', { accepts: ['it_cf'] }), 'tax_code_kind');
});

/** What no payer can mean by it, for each kind. */
const wrong: Readonly<Record<FieldKind, readonly string[]>> = {
  text: ['\u0007bell', 'x'.repeat(1001)],
  long_text: ['nul \u0000', 'x'.repeat(1001)],
  number: ['twelve', '1,2,3', '=1+1'],
  date: ['31/2/2026', 'tomorrow', '2026-13-01'],
  choice: ['boat', 'BUS'],
  check: ['on', 'no'],
  tax_code: ['RSSMRA80A01H501V', 'nobody', '12345678A'],
  email: ['maria', 'a@b', 'a@b.it\nBcc: x@y.it', '<a@b.it>'],
  iban: ['IT60X0542811101000000123457', 'IT60', 'XX00'],
  plate: ['AB', 'ABCDEFG', 'AB 123 CD; --'],
};

test('each kind refuses bad input with its own words in three languages', () => {
  const said = new Map<string, Set<FieldKind>>();
  for (const kind of fieldKinds) {
    const form = formDefinition.parse({ fields: [{ ...fieldOf(kind), mandatory: true }] });
    for (const typed of wrong[kind]) {
      const messages = languages.map((language) => {
        const read = readAnswers(form, { answer_one: typed }, { language, today });
        assert(read.kind === 'bad', `${kind} takes ${JSON.stringify(typed)}`);
        const message = read.errors['answer_one'] ?? '';
        assert.match(message, language === 'en' ? /^The field: / : /^(?:Il campo|El campo): /);
        assert.doesNotMatch(message, /\{/);
        return message;
      });
      assert.equal(new Set(messages).size, languages.length, 'each language has its own words');
      for (const message of messages) said.set(message, (said.get(message) ?? new Set()).add(kind));
    }
  }
  for (const [message, kinds] of said) {
    const shared = [...kinds].every((kind) => kind === 'text' || kind === 'long_text');
    const choices = [...kinds].every((kind) => kind === 'choice' || kind === 'check');
    assert(kinds.size === 1 || shared || choices, `${message} is said of ${[...kinds].join()}`);
  }
});

test('a mandatory field that is empty says what it wants', () => {
  const empty = { mandatory: true };
  assert.equal(judged('text', '   ', empty), 'missing');
  assert.equal(judged('choice', '', empty), 'not_chosen');
  assert.equal(judged('check', '', empty), 'not_ticked');
  assert.equal(judged('text', ''), '');
});

const enrolment = formDefinition.parse({
  fields: [
    { name: 'resident', kind: 'check', label: { en: 'Resident' } },
    {
      name: 'pupil',
      kind: 'choice',
      label: { en: 'Pupil' },
      options: [option('bus'), option('train')],
      shown_when: { field: 'resident', is: ['yes'] },
    },
    {
      name: 'stop',
      kind: 'text',
      label: { en: 'Stop' },
      mandatory: true,
      shown_when: { field: 'pupil', is: ['bus'] },
    },
  ],
});

test('an answer to a hidden field is dropped, and a hidden mandatory field is not missed', () => {
  const read = (posted: Readonly<Record<string, unknown>>) => {
    const filled = readAnswers(enrolment, posted, around);
    return filled.kind === 'good' ? filled.answers.map(({ name }) => name) : filled.errors;
  };
  assert.deepEqual(read({ answer_stop: 'Piazza' }), []);
  assert.deepEqual(read({ answer_pupil: 'bus', answer_stop: 'Piazza' }), []);
  assert.deepEqual(read({ answer_resident: 'yes', answer_pupil: 'train' }), ['resident', 'pupil']);
  assert.deepEqual(read({ answer_resident: 'yes', answer_pupil: 'bus' }), {
    answer_stop: 'Stop: this must be filled in.',
  });
  const all = { answer_resident: 'yes', answer_pupil: 'bus', answer_stop: 'Piazza' };
  assert.deepEqual(read(all), ['resident', 'pupil', 'stop']);
});

test('a condition looks at what the answer means, not at how it was typed', () => {
  const form = formDefinition.parse({
    fields: [
      { name: 'children', kind: 'number', label: { en: 'Children' } },
      {
        name: 'names',
        kind: 'text',
        label: { en: 'Names' },
        shown_when: { field: 'children', is: ['2'] },
      },
    ],
  });
  assert.equal(shownFields(form, { answer_children: ' 02 ' }).length, 2);
  assert.equal(shownFields(form, { answer_children: '3' }).length, 1);
});

test('an answer keeps the words of its day and is shown in the reader’s language', () => {
  const form = formDefinition.parse({
    fields: [
      fieldOf('choice'),
      { name: 'when', kind: 'date', label: { it: 'Quando', en: 'When' } },
    ],
  });
  const read = readAnswers(form, { answer_one: 'bus', answer_when: '5/3/2026' }, around);
  assert(read.kind === 'good');
  assert.deepEqual(
    read.answers.map((answer) => showAnswer(answer, 'it')),
    [
      { label: 'Il campo', text: 'Il bus' },
      { label: 'Quando', text: '5 marzo 2026' },
    ],
  );
});

test('fields that the form does not ask for, and lists in the place of a text, are left alone', () => {
  const form = formDefinition.parse({ fields: [fieldOf('text')] });
  const posted = { answer_one: ['a', 'b'], answer_two: 'x', amount: '1', one: 'y', __proto__: 'z' };
  assert.deepEqual(readAnswers(form, posted, around), { kind: 'good', answers: [] });
});

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => {
  return text.trim() !== '' && !/\p{Cc}/u.test(text) && text.isWellFormed();
});
const labels = fc.record({ it: words, en: words });
const names = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const rulesOf = (kind: FieldKind) =>
  kind === 'choice'
    ? fc.record({
        options: fc.uniqueArray(fc.record({ value: words, label: labels }), {
          minLength: 1,
          maxLength: 5,
          selector: ({ value }) => value,
        }),
      })
    : fc.constant({});
const anyField = fc
  .constantFrom(...fieldKinds)
  .chain((kind) =>
    fc
      .record({ name: names, label: labels, mandatory: fc.boolean(), rules: rulesOf(kind) })
      .map(({ rules, ...field }) => ({ ...field, ...rules, kind })),
  );
const anyForm = fc
  .uniqueArray(anyField, { maxLength: 8, selector: ({ name }) => name })
  .map((fields) => ({
    fields: fields.map((field, index) =>
      index > 0 && index % 2 === 1
        ? { ...field, shown_when: { field: fields[index - 1]?.name, is: ['yes', '1'] } }
        : field,
    ),
  }));

test('whatever is defined comes back from the database as it was', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const defined = formDefinition.parse(form);
      const again = formDefinition.parse(JSON.parse(JSON.stringify(defined)));
      assert.deepEqual(again, defined);
    }),
  );
});

test('whatever is posted is either all answered or wholly explained, and typed again gives the same', () => {
  const typed = fc.oneof(words, fc.constantFrom('', 'yes', '1', '2,5', '5/3/2026', 'AB123CD'));
  fc.assert(
    fc.property(anyForm, fc.array(typed, { minLength: 8, maxLength: 8 }), (form, texts) => {
      const defined = formDefinition.parse(form);
      const posted = Object.fromEntries(
        defined.fields.map(({ name }, index) => [`answer_${name}`, texts[index] ?? '']),
      );
      const shown = shownFields(defined, posted).map(({ name }) => `answer_${name}`);
      const read = readAnswers(defined, posted, around);
      if (read.kind === 'bad') {
        for (const name of Object.keys(read.errors)) assert(shown.includes(name));
        return;
      }
      const values = read.answers.map(({ name, value }) => [`answer_${name}`, value]);
      for (const [name] of values) assert(shown.includes(String(name)));
      assert.deepEqual(readAnswers(defined, Object.fromEntries(values), around), read);
    }),
  );
});
