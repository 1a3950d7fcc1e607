/** Reads the form of a free payment: what is to be paid and by whom, or every error at once. */
import type { Debtor } from '../../../dues/index.ts';
import {
  answerFieldName,
  readAnswers,
  typedValues,
  type Answer,
  type Around,
} from '../../../forms/index.ts';
import {
  debtorFields,
  priceOfFree,
  readDebtor,
  type FreeChargeType,
  type FreePrice,
} from '../../../services/index.ts';
import { holdsCardNumber } from '../../card-number-guard.ts';
import type { FilledForm } from '../../components/field.ts';
import { formErrorTexts } from '../../pages/form-errors.texts.ts';
import { postedFields, type PostedFields } from '../../posted-fields.ts';

export type ReadFreePayment =
  | {
      readonly kind: 'good';
      readonly price: FreePrice;
      readonly debtor: Debtor;
      readonly answers: readonly Answer[];
      /** To be shown again where it cannot be taken all the same. */
      readonly typed: FilledForm['values'];
    }
  | { readonly kind: 'bad'; readonly form: FilledForm };

/** Everything that is wrong is said at once, in the order of the page, and what was typed is kept. */
export function readFreePayment(
  { definition }: FreeChargeType,
  body: unknown,
  around: Around,
): ReadFreePayment {
  const posted = postedFields(body);
  const options = listOf(posted['options']);
  const values = {
    ...textsOf(posted, ['amount', 'choice', 'quantity']),
    ...textsOf(
      posted,
      debtorFields(definition.debtor).map(({ name }) => name),
    ),
    ...typedValues(definition.form, posted),
    options: options.join(' '),
  };
  const price = priceOfFree(definition.amount, { ...values, options }, around.language);
  const debtor = readDebtor(definition.debtor, values, around);
  const answers = readAnswers(definition.form, values, around);
  const cards = cardNumbersIn(definition, values);
  const hasCards = cards.length > 0;
  if (price.kind === 'good' && debtor.kind === 'good' && answers.kind === 'good' && !hasCards) {
    const { debtor: named } = debtor;
    return {
      kind: 'good',
      price: price.price,
      debtor: named,
      answers: answers.answers,
      typed: values,
    };
  }
  const said = formErrorTexts(around.language)('card_number');
  const errors = {
    ...(price.kind === 'bad' && price.errors),
    ...(debtor.kind === 'bad' && debtor.errors),
    ...(answers.kind === 'bad' && answers.errors),
    ...Object.fromEntries(cards.map((name) => [name, said])),
  };
  const kept = Object.entries(values).filter(([name]) => !cards.includes(name));
  return { kind: 'bad', form: { values: Object.fromEntries(kept), errors } };
}

const longest = 300;

function textsOf(posted: PostedFields, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = posted[name];
      return typeof value === 'string' ? [[name, value.slice(0, longest)]] : [];
    }),
  );
}

/** A ticked box comes as a text, several as a list. */
function listOf(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each === 'string').slice(0, 50);
}

/** Whatever people may write freely; what its own rules judge has no room for a card's number. */
const freeText = new Set(['text', 'long_text', 'email']);

function cardNumbersIn(
  { form, debtor }: FreeChargeType['definition'],
  values: Readonly<Record<string, string>>,
): string[] {
  const names = [
    ...debtorFields(debtor)
      .filter(({ field }) => freeText.has(field.kind))
      .map(({ name }) => name),
    ...form.fields
      .filter(({ kind }) => freeText.has(kind))
      .map(({ name }) => answerFieldName(name)),
  ];
  return names.filter((name) => holdsCardNumber(values[name] ?? ''));
}
