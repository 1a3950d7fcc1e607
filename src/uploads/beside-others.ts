/** What a file means beside the others of its upload, which are not loaded yet while it is judged. */
import { fitsCreditNote } from '../invoices/index.ts';
import type { JudgedInvoice, Judgement } from './judgement.ts';

/** Invoices that would be loaded, by what tells them apart, and the file that holds each. */
export type Seen = Map<string, { readonly invoice: JudgedInvoice; readonly file: string }>;

export function noteSeen(seen: Seen, file: string, { status, invoices }: Judgement): void {
  if (status === 'rejected') return;
  for (const invoice of invoices) seen.set(invoice.key, { invoice, file });
}

/** An invoice that an earlier file holds is there already when this one is loaded, or is changed by it. */
export function besideOthers(seen: Seen, judgement: Judgement, replaces: boolean): Judgement {
  if (judgement.status === 'rejected' || judgement.dues) return judgement;
  const invoices: JudgedInvoice[] = [];
  for (const invoice of judgement.invoices) {
    const other = seen.get(invoice.key);
    const isSame = other?.invoice.digest === invoice.digest;
    if (other && !isSame && !replaces) return twice(judgement, invoice.number, other.file);
    if (!other) invoices.push(invoice);
    else invoices.push({ ...invoice, effect: isSame ? 'known' : 'replaced' });
  }
  const isKnown = invoices.every(({ effect }) => effect === 'known');
  return { ...judgement, status: isKnown ? 'already_known' : judgement.status, invoices };
}

function twice({ invoices }: Judgement, number: string, file: string): Judgement {
  return {
    status: 'rejected',
    error: { code: 'invoice_twice', values: { number, file } },
    invoices: invoices.map((invoice) => ({ ...invoice, effect: 'rejected', credited: [] })),
    dues: null,
  };
}

/**
 * Credit notes that find an invoice of the same upload, in whichever order they stand in it.
 *
 * @returns null when nothing changes
 */
export function matchCreditNotes(
  judgement: Judgement,
  others: readonly JudgedInvoice[],
): Judgement | null {
  const isAlone = judgement.invoices.some(({ effect }) => effect === 'credit_note_alone');
  if (!isAlone) return null;
  let found = false;
  const invoices = judgement.invoices.map((note) => {
    if (note.effect !== 'credit_note_alone') return note;
    const credited = others.filter((other) => fitsCreditNote(note, other));
    if (credited.length === 0) return note;
    found = true;
    return {
      ...note,
      effect: 'credit_note' as const,
      credited: credited.map(({ number }) => number),
    };
  });
  return found ? { ...judgement, invoices } : null;
}
