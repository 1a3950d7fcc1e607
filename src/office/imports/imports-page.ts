/** The page on which files of invoices and dues are sent, with what was sent before. */
import { locales } from '../../core/texts.ts';
import { uploadLimits, type Upload } from '../../uploads/index.ts';
import { actions, button, fileForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { checkbox, fileField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showInstant } from '../../web/view.ts';
import { orderKeyField } from '../acting/form-parts.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { importTexts } from './imports.texts.ts';

const megabyte = 1024 * 1024;

/** What the texts about limits say. */
export const limitValues = {
  files: uploadLimits.files,
  megabytes: uploadLimits.bytes / megabyte,
  each: uploadLimits.fileBytes / megabyte,
};

export type ImportsPage = { readonly form: FilledForm; readonly uploads: readonly Upload[] };

export function importsPage(view: OfficeView, { form, uploads }: ImportsPage): Html {
  const t = importTexts(view.language);
  const accepts =
    '.xml,.p7m,.zip,.csv,.tsv,.txt,.jsonl,.ndjson,application/xml,application/zip,text/csv';
  const hint = t('files_hint', limitValues);
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${errorSummary(view, form.errors)}
      ${pageHeading(t('title'), t('lead'))}
      ${fileForm(
        view,
        view.office.to('/imports'),
        // What comes after the files is not read.
        html`${orderKeyField(form)}
          ${checkbox('replaces', t('replaces'), form)}
          ${fileField({ name: 'files', label: t('files'), hint, accepts }, form)}
          ${actions(button(t('send')))}`,
      )}
      <section>
        <h2>${t('earlier')}</h2>
        ${uploads.length === 0 ? html`<p>${t('none_yet')}</p>` : uploadTable(view, uploads)}
        <p><a href="${href(listAddress(view, 'imports'))}">${t('see_imports')}</a></p>
      </section>`,
  });
}

function uploadTable(view: OfficeView, uploads: readonly Upload[]): Html {
  const t = importTexts(view.language);
  return dataTable({
    caption: t('earlier'),
    isCaptionHidden: true,
    columns: [
      { name: t('sent_at') },
      { name: t('file_count'), isAmount: true },
      { name: t('state') },
    ],
    lines: uploads.map((upload) => [
      html`<a href="${href(view.office.to(`/imports/${upload.id}`))}">${showInstant(view, upload.uploadedAt)}</a>`,
      upload.fileCount.toLocaleString(locales[view.language]),
      t(`state_${upload.state}`),
    ]),
  });
}
