/** What the form of a request asked, in words: for its page, for the staff and for mails. */
import type { Language } from '../core/texts.ts';
import { detailNames, wrongParts, type Ticket } from './ticket.ts';
import { ticketTexts } from './ticket.texts.ts';

/** Names and values, in the order of the forms. */
export function detailFacts(
  { details }: Pick<Ticket, 'details'>,
  language: Language,
): [name: string, value: string][] {
  const t = ticketTexts(language);
  return detailNames.flatMap((name): [string, string][] => {
    const value = details[name];
    if (value === undefined) return [];
    if (name !== 'wrong') return [[t(name), value]];
    const parts = wrongParts.filter((part) => value.split(' ').includes(part));
    return [[t(name), parts.map((part) => t(`wrong_${part}`)).join(', ')]];
  });
}
