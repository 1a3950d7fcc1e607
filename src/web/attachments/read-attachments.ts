/** The files that came with a form, judged by their content. */
import type { FastifyRequest } from 'fastify';
import type { Language } from '../../core/texts.ts';
import {
  checkAttachment,
  largestAttachment,
  mostAttachments,
  type CheckedAttachment,
} from '../../tickets/index.ts';
import { holdsCardNumber } from '../card-number-guard.ts';
import { sizeInMegabytes } from './attachment-list.ts';
import { attachmentTexts } from './attachments.texts.ts';
import type { FileLimits } from '../posted-files.ts';

/** A few more than are kept are read, so that too many can be told in the form. */
export const filesOfTicket: FileLimits = {
  largestBytes: largestAttachment,
  most: mostAttachments * 2,
};

/** @returns the files, or what to say of the first that is wrong */
export function readAttachments(
  { postedFiles }: FastifyRequest,
  language: Language,
): readonly CheckedAttachment[] | string {
  const t = attachmentTexts(language);
  if (postedFiles.length > mostAttachments) return t('files_too_many', { most: mostAttachments });
  const checked: CheckedAttachment[] = [];
  for (const { name, content, isTooLarge } of postedFiles) {
    if (isTooLarge) return t('files_too_large', { size: sizeInMegabytes });
    const verdict = checkAttachment({ name: holdsCardNumber(name) ? '' : name, content });
    if (verdict === 'too_large') return t('files_too_large', { size: sizeInMegabytes });
    if (typeof verdict === 'string') return t('files_wrong');
    checked.push(verdict);
  }
  return checked;
}
