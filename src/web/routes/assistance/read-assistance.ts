/** Reads the form of a request: what is missing, what is wrong, and no card number anywhere. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDateFromTyped } from '../../../core/calendar-date.ts';
import { fromTyped } from '../../../core/money.ts';
import type { Language } from '../../../core/texts.ts';
import type { Organisation } from '../../../organisations/index.ts';
import {
  detailNames,
  wrongParts,
  type CheckedAttachment,
  type TicketDetails,
  type TicketKind,
} from '../../../tickets/index.ts';
import { attachmentTexts } from '../../attachments/attachments.texts.ts';
import { readAttachments } from '../../attachments/read-attachments.ts';
import { holdsCardNumber } from '../../card-number-guard.ts';
import { readForm } from '../../form.ts';
import { formErrorTexts } from '../../pages/form-errors.texts.ts';
import {
  fieldsOf,
  mostWords,
  wordsOptional,
  type AssistanceForm,
} from '../../pages/assistance/assistance-form.ts';
import { assistanceTexts } from '../../pages/assistance/assistance.texts.ts';
import type { Site } from '../../site.ts';
import { emailFields, readEmail, withSuggestion } from '../typed-email.ts';
import { hasRoomForFiles } from './assistance-limits.ts';

const line = z.string().max(500).default('');

const schema = z.object({
  ...emailFields,
  name: z.string().max(100).default(''),
  words: z.string().max(mostWords).default(''),
  wrong: z.array(z.string().max(40)).max(10).default([]),
  invoice_number: line,
  customer_code: line,
  amount: line,
  date: line,
  wrong_email: line,
  reference: line,
  page: line,
});

type Typed = z.output<typeof schema>;

export type ReadAssistance =
  | {
      readonly kind: 'good';
      readonly value: {
        readonly email: string;
        readonly name: string | null;
        readonly words: string;
        readonly details: TicketDetails;
        readonly attachments: readonly CheckedAttachment[];
      };
    }
  | { readonly kind: 'bad'; readonly form: AssistanceForm };

type Asked = {
  readonly organisation: Organisation;
  readonly kind: TicketKind;
  readonly language: Language;
};

export async function readAssistance(
  site: Site,
  request: FastifyRequest,
  { organisation, kind, language }: Asked,
): Promise<ReadAssistance> {
  const t = assistanceTexts(language);
  const read = readForm(withSuggestion(request.body), {
    schema,
    message: () => t('too_long'),
    lists: ['wrong'],
    longest: { words: mostWords + 1 },
  });
  if (read.kind === 'bad') {
    return { kind: 'bad', form: { ...read.form, suggestion: null, wrong: [] } };
  }
  const typed = read.value;
  const email = readEmail(typed);
  const attachments = readAttachments(request, language);
  const errors: Record<string, string> = { ...errorsOf(typed, kind, language) };
  if (email.kind === 'wrong' || (email.kind === 'good' && email.address === null)) {
    errors['email'] ??= formErrorTexts(language)('email_wrong');
  }
  if (typeof attachments === 'string') errors['files'] = attachments;
  const values = withoutCards(read.values);
  const suggestion = email.kind === 'suspect' ? email.suggestion : null;
  const isWrong = Object.keys(errors).length > 0 || email.kind !== 'good' || email.address === null;
  if (isWrong || typeof attachments === 'string') {
    // Browsers forget files when a form comes back: whoever brought some is told.
    if (request.postedFiles.length > 0)
      errors['files'] ??= attachmentTexts(language)('files_again');
    return { kind: 'bad', form: { values, errors, suggestion, wrong: typed.wrong } };
  }
  if (!(await hasRoomForFiles(site, organisation, attachments.length))) {
    errors['files'] = attachmentTexts(language)('files_full');
    return { kind: 'bad', form: { values, errors, suggestion: null, wrong: typed.wrong } };
  }
  const value = {
    email: email.address,
    name: typed.name || null,
    words: typed.words,
    details: detailsOf(typed, kind),
    attachments,
  };
  return { kind: 'good', value };
}

function errorsOf(typed: Typed, kind: TicketKind, language: Language): Record<string, string> {
  const t = assistanceTexts(language);
  const common = formErrorTexts(language);
  const errors: Record<string, string> = {};
  const asks = (name: (typeof detailNames)[number]): boolean => fieldsOf[kind].includes(name);
  if (asks('wrong') && partsOf(typed).length === 0) errors['wrong'] = t('wrong_missing');
  if (asks('invoice_number') && typed.invoice_number === '') {
    errors['invoice_number'] = t('invoice_number_missing');
  }
  const needsAmount = kind === 'split_payment_by_mistake';
  if (asks('amount') && typed.amount === '' && needsAmount) {
    errors['amount'] = common('amount_missing');
  }
  if (asks('amount') && typed.amount !== '' && !fromTyped(typed.amount, 'EUR')) {
    errors['amount'] = common('amount_wrong');
  }
  if (asks('date') && typed.date !== '' && !calendarDateFromTyped(typed.date)) {
    errors['date'] = common('date_wrong');
  }
  if (typed.words === '' && !wordsOptional.has(kind)) errors['words'] = t('words_missing');
  for (const [name, value] of Object.entries(typed)) {
    // An address with a card number in it is no address: its own field says so.
    const isText = typeof value === 'string' && name !== 'email' && name !== 'email_checked';
    if (isText && holdsCardNumber(value)) errors[name] = attachmentTexts(language)('card_number');
  }
  return errors;
}

/** What holds a card number does not even come back to the screen. */
export function withoutCards(values: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(values).filter(([, value]) => !holdsCardNumber(value));
  return Object.fromEntries(kept);
}

function partsOf(typed: Typed): string[] {
  return wrongParts.filter((part) => typed.wrong.includes(part));
}

/** Only what the form of this kind asks for. */
function detailsOf(typed: Typed, kind: TicketKind): TicketDetails {
  const all = { ...typed, wrong: partsOf(typed).join(' ') };
  const given = fieldsOf[kind].flatMap((name) => (all[name] === '' ? [] : [[name, all[name]]]));
  return Object.fromEntries(given);
}
