/** Slips of typing in the domain of an e-mail address, for asking "did you mean …?" before a receipt is lost. */
import { parseEmailAddress } from '../core/email-address.ts';
import type { EmailAddress } from '../core/email-address.ts';

/**
 * Domains that most payers of Italy, Spain and elsewhere have their mailbox at.
 *
 * Chosen by hand, November 2026; only suggestions come of it, nothing is refused.
 */
export const knownDomains: readonly string[] = [
  'gmail.com', 'googlemail.com', 'hotmail.com', 'hotmail.it', 'hotmail.es', 'outlook.com', 'outlook.it',
  'outlook.es', 'live.com', 'live.it', 'msn.com', 'yahoo.com', 'yahoo.it', 'yahoo.es', 'icloud.com',
  'me.com', 'libero.it', 'virgilio.it', 'tiscali.it', 'alice.it', 'tim.it', 'tin.it', 'aruba.it',
  'pec.it', 'legalmail.it', 'arubapec.it', 'telefonica.net', 'proton.me', 'protonmail.com', 'gmx.com',
]; // prettier-ignore

/** Ends of names that nobody has and many type. */
const wrongEnds: Readonly<Record<string, string>> = {
  '.ti': '.it', '.iit': '.it', '.itt': '.it', '.con': '.com', '.cmo': '.com', '.ocm': '.com',
  '.comm': '.com', '.vom': '.com', '.xom': '.com', '.ed': '.es', '.ess': '.es',
}; // prettier-ignore

/**
 * Suggests the address that was probably meant: `gmial.com` → `gmail.com`, `libero.ti` → `libero.it`.
 *
 * @returns null when the domain is known, or like no known one; a suggestion is never applied unasked
 */
export function suggestEmailAddress(address: EmailAddress): EmailAddress | null {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const meant = meantDomain(domain);
  return meant && meant !== domain ? parseEmailAddress(`${address.slice(0, at)}@${meant}`) : null;
}

function meantDomain(domain: string): string | null {
  if (knownDomains.includes(domain)) return null;
  const dot = domain.lastIndexOf('.');
  const end = wrongEnds[domain.slice(dot)];
  const mended = end ? domain.slice(0, dot) + end : domain;
  if (knownDomains.includes(mended)) return mended;
  const near = knownDomains.filter((known) => known.length > 6 && isOneSlipAway(mended, known));
  // Two candidates would be a guess: hotmail.i could be Italian or from anywhere.
  if (near.length === 1) return near[0] ?? null;
  return end ? mended : null;
}

/** One letter left out, added or changed, or two neighbours swapped. */
function isOneSlipAway(typed: string, known: string): boolean {
  if (Math.abs(typed.length - known.length) > 1 || typed === known) return false;
  let start = 0;
  while (start < typed.length && typed[start] === known[start]) start += 1;
  const [rest, wanted] = [typed.slice(start), known.slice(start)];
  const isSwapped =
    rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2);
  return (
    (isSwapped && rest.length > 1) ||
    rest.slice(1) === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    rest === wanted.slice(1)
  );
}
