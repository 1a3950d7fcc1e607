/** Judges what was typed by the schema of the definition, and says at which field something is wrong. */
import { Refusal } from '../../core/errors.ts';
import type { z } from 'zod';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import type { OfficeView } from '../office-view.ts';
import type { OfferSection } from './offer-section.ts';
import { textOf, type PostedOffer } from './posted-offer.ts';
import { offerTexts } from './services.texts.ts';

export type Judged<Definition> =
  | { readonly kind: 'good'; readonly definition: Definition }
  | { readonly kind: 'bad'; readonly errors: Readonly<Record<string, string>> };

/** @param before what the rest of the definition stays as; nothing for a new one */
export function judgeChanges<Definition>(
  view: OfficeView,
  section: OfferSection<Definition>,
  schema: z.ZodType<Definition>,
  { before, posted }: { readonly before: object; readonly posted: PostedOffer },
): Judged<Definition> {
  const changes = section.changes(posted);
  const whole = Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined),
  );
  const read = schema.safeParse(whole);
  const errors: Record<string, string> = {};
  const t = offerTexts(view.language);
  for (const [name, value] of Object.entries(posted)) {
    if (typeof value === 'string' && holdsCardNumber(value)) errors[name] = t('card_number');
  }
  for (const { path, message } of read.error?.issues ?? []) {
    // What is wrong outside this page was wrong before: nobody could mend it here.
    if (!(String(path[0]) in changes))
      throw new Refusal('input_invalid', `${path.join('.')}: ${message}`);
    const field = fieldOf(posted, path, view);
    const own = section.message?.(view, field, message) ?? null;
    errors[field] ??= own ?? (isEmpty(posted, field) ? t('missing') : t('wrong'));
  }
  return read.success && Object.keys(errors).length === 0
    ? { kind: 'good', definition: read.data }
    : { kind: 'bad', errors: inOrder(errors, posted) };
}

function isEmpty(posted: PostedOffer, field: string): boolean {
  return textOf(posted, field) === '' && !Array.isArray(posted[field]);
}

/** `['name', 'it']` is the field `name_it`; what is missing in every language, the first of them. */
function fieldOf(posted: PostedOffer, path: readonly PropertyKey[], view: OfficeView): string {
  const names = path.map(String);
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('_');
    if (name in posted) return name;
    const inWords = view.languages.map((language) => `${name}_${language}`);
    const first = inWords.find((one) => one in posted);
    if (first !== undefined) return first;
  }
  return names[0] ?? 'form';
}

/** Errors in the order of the fields. */
function inOrder(
  errors: Readonly<Record<string, string>>,
  posted: PostedOffer,
): Record<string, string> {
  const order = Object.keys(posted);
  return Object.fromEntries(
    Object.entries(errors).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)),
  );
}
