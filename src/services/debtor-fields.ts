/** The fields that ask who owes a free payment; drawn and judged like those that an organisation defines. */
import type { Localised } from '../core/localised.ts';
import { languages } from '../core/texts.ts';
import type { Debtor } from '../dues/index.ts';
import {
  fieldDefinition,
  judgeField,
  problemInWords,
  type Around,
  type FieldDefinition,
  type TaxCodeKind,
} from '../forms/index.ts';
import type { FreeDefinition } from './charge-definition.ts';
import { debtorFieldTexts } from './debtor-fields.texts.ts';

export type DebtorField = {
  /** As the page calls it. */
  readonly name: 'debtor_name' | 'debtor_tax_code' | 'debtor_email';
  readonly field: FieldDefinition;
};

type Asked = FreeDefinition['debtor'];

/** Traders are companies and have a person's code. */
const codesOf: Readonly<Record<Asked['who'], readonly TaxCodeKind[]>> = {
  anyone: ['it_cf', 'it_vat', 'es_nif', 'es_nie', 'es_cif'],
  person: ['it_cf', 'es_nif', 'es_nie'],
  company: ['it_vat', 'it_cf', 'es_cif', 'es_nif', 'es_nie'],
};

export function debtorFields({ who, tax_code: taxCode, email }: Asked): DebtorField[] {
  const fields: DebtorField[] = [
    {
      name: 'debtor_name',
      field: fieldDefinition.parse({
        name: 'name',
        kind: 'text',
        label: inEach(`name_${who}`),
        hint: inEach('name_hint'),
        mandatory: true,
        least_length: 2,
        most_length: 140,
      }),
    },
  ];
  if (taxCode !== 'not_asked') {
    fields.push({
      name: 'debtor_tax_code',
      field: fieldDefinition.parse({
        name: 'tax_code',
        kind: 'tax_code',
        label: inEach(`tax_code_${who}`),
        mandatory: taxCode === 'mandatory',
        accepts: codesOf[who],
      }),
    });
  }
  if (email !== 'not_asked') {
    fields.push({
      name: 'debtor_email',
      field: fieldDefinition.parse({
        name: 'email',
        kind: 'email',
        label: inEach('email'),
        mandatory: email === 'mandatory',
      }),
    });
  }
  return fields;
}

type Word = Parameters<ReturnType<typeof debtorFieldTexts>>[0];

function inEach(word: Word): Localised {
  return Object.fromEntries(
    languages.map((language) => [language, debtorFieldTexts(language)(word)]),
  );
}

export type ReadDebtor =
  | { readonly kind: 'good'; readonly debtor: Debtor }
  | { readonly kind: 'bad'; readonly errors: Readonly<Record<string, string>> };

/** @param typed by the names of the fields in the page */
export function readDebtor(
  asked: Asked,
  typed: Readonly<Record<string, string>>,
  around: Around,
): ReadDebtor {
  const read: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const { name, field } of debtorFields(asked)) {
    const judged = judgeField(field, typed[name] ?? '', around);
    if (judged.kind === 'good') read[name] = judged.value;
    else errors[name] = problemInWords(field, judged.problem, around.language);
  }
  if (Object.keys(errors).length > 0) return { kind: 'bad', errors };
  const { debtor_name: name = '', debtor_tax_code: taxId, debtor_email: email } = read;
  return { kind: 'good', debtor: { name, taxId: taxId || null, email: email || null } };
}
