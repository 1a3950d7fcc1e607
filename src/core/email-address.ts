/** Addresses of e-mail: exactly one, fit for a header; masked for others' eyes; slips of typing noticed. */

/** One address, `local@domain`, without a name beside it. */
export type EmailAddress = string & { readonly emailAddress: unique symbol };

/** RFC 5321, 4.5.3.1: what servers must accept at least, and what they may refuse beyond. */
const longestLocal = 64;
const longestAddress = 254;

/** RFC 5322 `dot-atom`, ASCII: no quotes, comments, groups, routes or blanks. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Reads one address as a person types it; blanks around it are forgiven, nothing else.
 *
 * A domain in letters beyond ASCII is turned into its ASCII form; its case is lowered.
 * @returns null when the text is not exactly one address, or holds what could end a header
 */
export function parseEmailAddress(typed: string): EmailAddress | null {
  // Line breaks are refused before blanks are forgiven: they have no business in a header.
  if (/\p{Cc}/u.test(typed)) return null;
  const [local = '', name = '', ...rest] = typed.trim().split('@');
  if (rest.length > 0 || local.length > longestLocal || !localPart.test(local)) return null;
  const domain = asciiDomain(name);
  if (!domain) return null;
  const address = `${local}@${domain}`;
  return fits(address) ? address : null;
}

function fits(address: string): address is EmailAddress {
  return address.length <= longestAddress;
}

function asciiDomain(name: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(name)) return null;
  const domain = URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`).hostname : '';
  const labels = domain.split('.');
  const isNamed = labels.length > 1 && labels.every((label) => domainLabel.test(label));
  // A top level of digits would be an address of a machine, which `URL` makes of many numbers.
  return isNamed && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : null;
}

/** `m***@e***.it`: enough for the owner to know it, not enough for anybody else to write to it. */
export function maskEmail(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const labels = domain.split('.');
  const last = labels.length > 1 ? `.${labels.at(-1) ?? ''}` : '';
  return `${firstOf(local)}***@${firstOf(domain)}***${last}`;
}

function firstOf(text: string): string {
  return Array.from(text)[0] ?? '';
}
