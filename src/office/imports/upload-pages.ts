/** The pages of one upload: how far it is, its preview with what can be decided, and what came of it. */
import { locales } from '../../core/texts.ts';
import type { Upload } from '../../uploads/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { pageHeading, stateHeading } from '../../web/components/heading.ts';
import { notice } from '../../web/components/notice.ts';
import { href, html, type Html } from '../../web/html.ts';
import { hiddenField, problemBox } from '../acting/form-parts.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { fileSection, type UploadPage } from './file-section.ts';
import { figuresTable } from './figures-table.ts';
import { importTexts } from './imports.texts.ts';

export function uploadPage(view: OfficeView, page: UploadPage): Html {
  const { upload } = page;
  switch (upload.state) {
    case 'receiving':
    case 'unpacking':
    case 'judging':
    case 'loading':
      return progressPage(view, upload);
    case 'judged':
      return previewPage(view, page);
    case 'loaded':
      return endPage(view, page, 'check', 'success');
    case 'left':
      return endPage(view, page, 'information', 'primary');
    case 'failed':
      return endPage(view, page, 'warning', 'danger');
  }
}

/** Changes with each file that is done. */
export function liveState({ state, doneCount }: Upload): string {
  return `${state}:${doneCount}`;
}

function progressPage(view: OfficeView, upload: Upload): Html {
  const t = importTexts(view.language);
  const { state, doneCount, fileCount } = upload;
  const isCounted = state === 'judging' || state === 'loading';
  const title = t(state === 'loading' ? 'loading_title' : 'judging_title');
  const inWords = (count: number): string => count.toLocaleString(locales[view.language]);
  const values = { done: inWords(doneCount), count: inWords(fileCount) };
  const here = view.office.to(`/imports/${upload.id}`);
  return officePage(view, {
    title,
    refreshSeconds: 4,
    content: html`<div data-live="${href(`${here}/state`)}" data-live-state="${liveState(upload)}">
      ${stateHeading({
        mark: 'spinner',
        tone: 'primary',
        title,
        money: t(isCounted ? 'under_way_lead' : 'unpacking_lead', values),
      })}
      ${
        isCounted &&
        html`<progress class="it-progress" value="${doneCount}" max="${fileCount}"
          aria-label="${t('progress')}"></progress>`
      }
      <p><a href="${href(here)}">${t('again')}</a></p>
    </div>`,
  });
}

function previewPage(view: OfficeView, page: UploadPage): Html {
  const t = importTexts(view.language);
  const { upload, problem } = page;
  return officePage(view, {
    title: t('judged_title'),
    hasErrors: problem !== null,
    content: html`${problemBox(problem)}
      ${upload.refused && notice('warning', t('judged_again'))}
      ${pageHeading(t('judged_title'), t('judged_lead'))}
      ${upload.replaces && html`<p>${t('replaces_note')}</p>`}
      ${figuresTable(view, upload)}
      ${decisions(view, upload)}
      ${fileSection(view, page)}`,
  });
}

function decisions(view: OfficeView, upload: Upload): Html {
  const t = importTexts(view.language);
  const { files: counts, partly = 0 } = upload.figures ?? {};
  const { imported = 0, rejected = 0 } = counts ?? {};
  const here = view.office.to(`/imports/${upload.id}`);
  const load = (way: 'good' | 'all', look: 'primary' | 'secondary'): Html =>
    postForm(
      view,
      `${here}/load`,
      html`${hiddenField('way', way)}${button(t(`load_${way}`), look)}`,
    );
  const isAll = rejected + partly === 0 && imported > 0;
  return html`<section>
    <h2>${t('decide')}</h2>
    ${imported === 0 && notice('info', t('nothing_good'))}
    ${isAll && html`<p>${t('load_all_hint')}</p>`}
    ${rejected + partly > 0 && imported > 0 && html`<p>${t('all_impossible')}</p>`}
    ${actions(
      imported > 0 && load('good', 'primary'),
      isAll && load('all', 'secondary'),
      postForm(view, `${here}/leave`, button(t('leave'), 'secondary')),
    )}
  </section>`;
}

function endPage(
  view: OfficeView,
  page: UploadPage,
  mark: 'check' | 'information' | 'warning',
  tone: 'success' | 'primary' | 'danger',
): Html {
  const t = importTexts(view.language);
  const { upload, problem } = page;
  const { state, figures } = upload;
  const title = t(
    state === 'loaded' ? 'loaded_title' : state === 'left' ? 'left_title' : 'failed_title',
  );
  const inWords = (count = 0): string => count.toLocaleString(locales[view.language]);
  const values = {
    imported: inWords(figures?.files.imported),
    known: inWords(figures?.files.already_known),
    rejected: inWords(figures?.files.rejected),
  };
  const lead = t(
    state === 'loaded' ? 'loaded_lead' : state === 'left' ? 'left_lead' : 'failed_lead',
    values,
  );
  const isLoaded = state === 'loaded' && (figures?.files.imported ?? 0) > 0;
  // Only dues of invoices are known by the upload that they came with.
  const hasInvoices = (figures?.invoices.length ?? 0) > 0;
  const dues = listAddress(view, 'dues', hasInvoices ? [['upload', upload.id]] : []);
  return officePage(view, {
    title,
    content: html`${problemBox(problem)}
      ${stateHeading({ mark, tone, title, money: lead })}
      ${state === 'loaded' && figuresTable(view, upload)}
      <section>
        ${actions(
          isLoaded && linkButton(t('see_dues'), dues),
          linkButton(t('another'), view.office.to('/imports'), 'secondary'),
        )}
      </section>
      ${state !== 'left' && fileSection(view, page)}`,
  });
}
