/** The files of an upload as a table: what each holds, and what becomes of it and why. */
import {
  effectTexts,
  reasonWords,
  type JudgedInvoice,
  type UploadFile,
  type Judgement,
} from '../../uploads/index.ts';
import { readingWords } from '../../invoices/index.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Content, type Html } from '../../web/html.ts';
import { showDate, showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
import { aboutDues, duesSum, inWords } from './dues-lines.ts';
import { importTexts } from './imports.texts.ts';

/** Of one file; a file may hold thousands. */
const mostInvoices = 20;

export function fileTable(view: OfficeView, files: readonly UploadFile[]): Html {
  const t = importTexts(view.language);
  const columns = [t('file'), t('number'), t('date'), t('customer'), t('amount'), t('becomes')];
  return html`<div class="it-wide-table">${dataTable({
    caption: t('list'),
    isCaptionHidden: true,
    columns: columns.map((name) => ({ name, isAmount: name === t('amount') })),
    lines: files.flatMap((file) => linesOf(view, file)),
  })}</div>`;
}

function linesOf(view: OfficeView, file: UploadFile): Content[][] {
  const { judgement } = file;
  if (!judgement) return [];
  const t = importTexts(view.language);
  const shown = judgement.invoices.slice(0, mostInvoices);
  const left = judgement.invoices.length - shown.length;
  const name = html`<span class="it-file-name">${file.name}</span>`;
  const about = aboutFile(view, file, judgement);
  if (judgement.dues) {
    const { rows } = judgement.dues;
    const words = t(rows === 1 ? 'one_due' : 'many_dues', { count: inWords(view, rows) });
    const becomes = html`<div>${about}${aboutDues(view, judgement.dues)}</div>`;
    return [[name, '–', '–', words, duesSum(view, judgement.dues), becomes]];
  }
  if (shown.length === 0) return [[name, '–', '–', '–', '–', html`<div>${about}</div>`]];
  const lines = shown.map((invoice, index): Content[] => [
    name,
    invoice.number,
    showDate(view, invoice.issuedOn),
    invoice.customer,
    showMoney(view, invoice.payable),
    html`<div>${index === 0 && about}${aboutInvoice(view, invoice, judgement)}</div>`,
  ]);
  if (left === 0) return lines;
  return [...lines, [name, '–', '–', '–', '–', t('more_invoices', { count: left })]];
}

/** Why the whole of it is rejected, and what the preview had said otherwise. */
function aboutFile(view: OfficeView, { earlier }: UploadFile, { error }: Judgement): Html {
  const t = importTexts(view.language);
  return html`${
    error &&
    html`<strong>${effectTexts(view.language)('rejected')}</strong>
      <p class="small mb-0">${reasonOf(view, error)}</p>`
  }
  ${earlier && html`<p class="small mb-0">${t('before', { before: beforeOf(view, earlier) })}</p>`}`;
}

function reasonOf(view: OfficeView, error: NonNullable<Judgement['error']>): string {
  const words = reasonWords(view.language, error);
  if (error.line === undefined) return words;
  return `${words} (${importTexts(view.language)('at_line', { line: error.line })})`;
}

function beforeOf(view: OfficeView, { status, error }: Judgement): string {
  const reason = error ? reasonOf(view, error) : '';
  return importTexts(view.language)(`before_${status}`, { reason });
}

function aboutInvoice(view: OfficeView, invoice: JudgedInvoice, { error }: Judgement): Html {
  const t = importTexts(view.language);
  const { effect, credited, warnings } = invoice;
  return html`${error === null && effectTexts(view.language)(effect)}
    ${effect === 'credit_note' && html`<p class="small mb-0">${t('reduces', { numbers: credited.join(', ') })}</p>`}
    ${effect === 'credit_note_alone' && html`<p class="small mb-0">${t('alone')}</p>`}
    ${warnings.map((warning) => html`<p class="small mb-0">${readingWords(view.language, warning)}</p>`)}`;
}
