/** Words about uploads that pages, mails and files share. */
import { texts } from '../core/texts.ts';
import type { DueEffect } from './judged-dues.ts';
import type { InvoiceEffect } from './judgement.ts';

/** What becomes of an invoice. */
export const effectTexts = texts<InvoiceEffect>({
  it: {
    new: 'Nuova',
    replaced: 'Sostituita',
    credit_note: 'Nota di credito',
    credit_note_alone: 'Nota di credito senza fattura',
    nothing_to_pay: 'Nulla da pagare',
    known: 'Già presente',
    rejected: 'Rifiutata',
  },
  en: {
    new: 'New',
    replaced: 'Replaced',
    credit_note: 'Credit note',
    credit_note_alone: 'Credit note without its invoice',
    nothing_to_pay: 'Nothing to pay',
    known: 'Already there',
    rejected: 'Rejected',
  },
  es: {
    new: 'Nueva',
    replaced: 'Sustituida',
    credit_note: 'Nota de crédito',
    credit_note_alone: 'Nota de crédito sin su factura',
    nothing_to_pay: 'Nada que pagar',
    known: 'Ya cargada',
    rejected: 'Rechazada',
  },
});

/** What becomes of a row of a file of dues. */
export const dueEffectTexts = texts<DueEffect>({
  it: { new: 'Nuove', replaced: 'Sostituite', known: 'Già presenti', rejected: 'Rifiutate' },
  en: { new: 'New', replaced: 'Replaced', known: 'Already there', rejected: 'Rejected' },
  es: { new: 'Nuevas', replaced: 'Sustituidas', known: 'Ya cargadas', rejected: 'Rechazadas' },
});

/** Before what becomes of them. */
export const dueKindTexts = texts({
  it: { dues: 'Posizioni debitorie' },
  en: { dues: 'Dues' },
  es: { dues: 'Deudas' },
});

export const uploadRejectionTexts = texts({
  it: {
    dues_file_too_large:
      'Un file di posizioni debitorie non può superare {megabytes} MB: lo divida, o lo carichi dalla riga di comando',
    invoices_not_yours: 'Il Suo ruolo non comprende le fatture',
    invoice_twice: 'La fattura {number} si trova con altri dati anche in {file}',
    upload_too_many: 'Si possono caricare al massimo {limit} file per volta',
  },
  en: {
    dues_file_too_large:
      'A file of dues may have at most {megabytes} MB: divide it, or load it from the command line',
    invoices_not_yours: 'Your role does not include invoices',
    invoice_twice: 'Invoice {number} is also in {file}, with other content',
    upload_too_many: 'At most {limit} files can be loaded at a time',
  },
  es: {
    dues_file_too_large:
      'Un archivo de deudas puede tener como máximo {megabytes} MB: divídalo, o cárguelo desde la línea de comandos',
    invoices_not_yours: 'Su función no incluye las facturas',
    invoice_twice: 'La factura {number} está también en {file}, con otros datos',
    upload_too_many: 'Se pueden cargar como máximo {limit} archivos a la vez',
  },
});

/** Columns of the table of reasons. */
export const reasonColumnTexts = texts({
  it: { file: 'File', sent_as: 'Inviato come', code: 'Codice', reason: 'Motivo', line: 'Riga' },
  en: { file: 'File', sent_as: 'Sent as', code: 'Code', reason: 'Reason', line: 'Line' },
  es: { file: 'Archivo', sent_as: 'Enviado como', code: 'Código', reason: 'Motivo', line: 'Línea' },
});
