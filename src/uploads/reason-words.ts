/** Says why a file of an upload is not loaded, in the reader's language. */
import type { Language } from '../core/texts.ts';
import { rejectionWords, type RejectionReason } from '../invoices/index.ts';
import { uploadRejectionTexts } from './uploads.texts.ts';

const own = ['invoice_twice', 'upload_too_many'] as const;

export function reasonWords(language: Language, reason: RejectionReason): string {
  const key = own.find((one) => one === reason.code);
  return key
    ? uploadRejectionTexts(language)(key, reason.values)
    : rejectionWords(language, reason);
}
