/** The part of an upload's page that shows its files: those of one kind or all, some at a time. */
import { locales } from '../../core/texts.ts';
import type { FileKind, Upload, UploadFile } from '../../uploads/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { fileTable } from './file-table.ts';
import { importTexts } from './imports.texts.ts';

export type UploadPage = {
  readonly upload: Upload;
  readonly files: readonly UploadFile[];
  /** Which files are shown; null for all. */
  readonly kind: FileKind | null;
  /** Where the next files begin; null at the end. */
  readonly next: number | null;
  readonly isFirst: boolean;
  /** Why a decision was refused. */
  readonly problem: string | null;
};

export function fileSection(view: OfficeView, page: UploadPage): Html {
  const t = importTexts(view.language);
  const { upload, files } = page;
  if (upload.erasedAt !== null) return html`<p>${t('erased')}</p>`;
  return html`<section>
    <h2>${t('list')}</h2>
    ${failedFiles(view, upload)}
    ${kindLinks(view, page)}
    ${files.length === 0 ? html`<p>${t('empty')}</p>` : fileTable(view, files)}
    ${paging(view, page)}
  </section>`;
}

function failedFiles(view: OfficeView, { id, figures }: Upload): Content {
  const t = importTexts(view.language);
  if (!figures || figures.files.rejected + figures.partly === 0) return null;
  return html`${actions(linkButton(t('fetch_failed'), view.office.to(`/imports/${id}/failed`), 'secondary'))}
    <p class="small">${t('fetch_failed_hint')}</p>`;
}

function addressOf(view: OfficeView, { upload, kind }: UploadPage, after: number | null): string {
  const query = new URLSearchParams();
  if (kind) query.set('show', kind);
  if (after !== null) query.set('after', String(after));
  const here = view.office.to(`/imports/${upload.id}`);
  return query.size === 0 ? here : `${here}?${query.toString()}`;
}

function kindLinks(view: OfficeView, page: UploadPage): Content {
  const t = importTexts(view.language);
  const { figures } = page.upload;
  if (!figures) return null;
  const { imported, already_known: known, rejected } = figures.files;
  const counts: readonly (readonly [FileKind | null, number])[] = [
    [null, page.upload.fileCount],
    ['good', imported],
    ['known', known],
    ['partly', figures.partly],
    ['rejected', rejected],
    ['differing', figures.differing],
  ];
  const links = counts
    .filter(([kind, count]) => kind === null || count > 0)
    .map(([kind, count]) => {
      const label = t(`show_${kind ?? 'all'}`, {
        count: count.toLocaleString(locales[view.language]),
      });
      const address = addressOf(view, { ...page, kind }, null);
      return kind === page.kind
        ? html`<li><a href="${href(address)}" aria-current="true"><strong>${label}</strong></a></li>`
        : html`<li><a href="${href(address)}">${label}</a></li>`;
    });
  return html`<nav aria-label="${t('show')}"><ul class="it-kinds">${links}</ul></nav>`;
}

function paging(view: OfficeView, page: UploadPage): Content {
  const t = importTexts(view.language);
  if (page.next === null && page.isFirst) return null;
  return html`<nav aria-label="${t('pages')}" class="it-actions">
    ${!page.isFirst && linkButton(t('first'), addressOf(view, page, null), 'secondary')}
    ${page.next !== null && linkButton(t('next'), addressOf(view, page, page.next), 'secondary')}
  </nav>`;
}
