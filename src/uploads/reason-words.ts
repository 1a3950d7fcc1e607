/** Says why a file of an upload is not loaded, in the reader's language. */
import type { Language } from '../core/texts.ts';
import { fileErrorWords, isFileErrorCode } from '../due-imports/index.ts';
import { rejectionWords, type RejectionReason } from '../invoices/index.ts';
import { uploadRejectionTexts } from './uploads.texts.ts';

const own = [
  'dues_file_too_large',
  'invoices_not_yours',
  'invoice_twice',
  'upload_too_many',
] as const;

export function reasonWords(language: Language, reason: RejectionReason): string {
  const key = own.find((one) => one === reason.code);
  if (key) return uploadRejectionTexts(language)(key, reason.values);
  return isFileErrorCode(reason.code)
    ? fileErrorWords(language, reason)
    : rejectionWords(language, reason);
}
