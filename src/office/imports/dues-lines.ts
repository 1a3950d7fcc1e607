/** What a file of dues holds, in a line of the table of files: how many rows are what, and which are wrong. */
import { locales } from '../../core/texts.ts';
import { dueEffectTexts, rowReason, type JudgedDues } from '../../uploads/index.ts';
import { html, type Content, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
import { importTexts } from './imports.texts.ts';

/** Of one file; the failed rows name all. */
const mostErrors = 20;

export function aboutDues(view: OfficeView, { figures, errors, rejected }: JudgedDues): Html {
  const t = importTexts(view.language);
  const effect = dueEffectTexts(view.language);
  const shown = errors.slice(0, mostErrors);
  const told = new Set(shown.map(({ row }) => row)).size;
  const counts = figures.map((one) => `${effect(one.effect)}: ${inWords(view, one.count)}`);
  return html`<p class="small mb-0">${counts.join(' · ')}</p>
    ${
      shown.length > 0 &&
      html`<ul class="small mb-0">${shown.map(
        (error) =>
          html`<li>${t('at_row', { row: error.row })}: ${rowReason(view.language, error)}</li>`,
      )}</ul>`
    }
    ${rejected > told && html`<p class="small mb-0">${t('more_rows', { count: inWords(view, rejected - told) })}</p>`}`;
}

/** Of what is loaded, where it is of one currency. */
export function duesSum(view: OfficeView, { figures }: JudgedDues): Content {
  const sums = figures.flatMap(({ sum }) => sum ?? []);
  const [sum] = sums;
  return sum && sums.length === 1 ? showMoney(view, sum) : '–';
}

export function inWords(view: OfficeView, count: number): string {
  return count.toLocaleString(locales[view.language]);
}
