/** An e-mail address as a payer typed it: good, wrong, or probably misspelt and asked about once. */
import { z } from 'zod';
import { parseEmailAddress, suggestEmailAddress } from '../../messages/index.ts';
import { holdsCardNumber } from '../card-number-guard.ts';
import { postedFields } from '../posted-fields.ts';

/** The fields that a form with an address posts. */
export const emailFields = {
  email: z.string().max(254).default(''),
  email_checked: z.string().max(254).default(''),
};

/**
 * The form with the suggested address in the place of the misspelt one, when its button was pressed.
 *
 * Enter in a field presses the first button too: an address that was typed anew meanwhile is meant.
 */
export function withSuggestion(body: unknown): unknown {
  const fields = postedFields(body);
  const { email, email_checked: asked, email_suggested: suggested } = fields;
  if (typeof suggested !== 'string' || email !== asked) return fields;
  return { ...fields, email: suggested };
}

export type TypedEmail =
  | { readonly kind: 'good'; readonly address: string | null }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'suspect'; readonly suggestion: string };

/** An address that looks misspelt is asked about once; sent again unchanged, it is meant. */
export function readEmail(form: {
  readonly email: string;
  readonly email_checked: string;
}): TypedEmail {
  if (form.email.trim() === '') return { kind: 'good', address: null };
  const address = parseEmailAddress(form.email);
  if (!address || holdsCardNumber(address)) return { kind: 'wrong' };
  const suggestion = suggestEmailAddress(address);
  const isMeant = form.email_checked.trim().toLowerCase() === form.email.trim().toLowerCase();
  return suggestion && !isMeant ? { kind: 'suspect', suggestion } : { kind: 'good', address };
}
