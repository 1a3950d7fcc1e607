/** Files on a page: the field that takes them, and links that give them back. */
import { largestAttachment, mostAttachments, type TicketAttachment } from '../../tickets/index.ts';
import type { FilledForm } from '../components/field.ts';
import { fileField } from '../components/field.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import type { View } from '../view.ts';
import { attachmentTexts } from './attachments.texts.ts';

export const sizeInMegabytes = largestAttachment / (1024 * 1024);

export function attachmentsField(view: View, form: FilledForm): Html {
  const t = attachmentTexts(view.language);
  const hint = t('files_hint', { most: mostAttachments, size: sizeInMegabytes });
  const accepts = 'application/pdf,image/jpeg,image/png';
  return fileField({ name: 'files', label: t('files'), hint, accepts }, form);
}

/**
 * Links that only ever download.
 *
 * @param address of the page that the files belong to
 */
export function attachmentList(
  view: View,
  files: readonly TicketAttachment[],
  address: string,
): Html {
  const t = attachmentTexts(view.language);
  return html`<p class="small text-secondary mb-0 mt-2">${t('attachments')}</p>
    <ul class="list-unstyled mb-0">
      ${files.map(({ id, name, size }) => {
        const kilobytes = Math.max(1, Math.round(size / 1024));
        return html`<li>
          <a href="${href(`${address}/attachments/${id}`)}">${name}</a>
          <span class="small text-secondary">${t('kilobytes', { size: kilobytes })}</span>
        </li>`;
      })}
    </ul>`;
}
