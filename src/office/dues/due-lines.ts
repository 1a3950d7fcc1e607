/** What a due is made of, line by line, as staff type it. */
import { equal, fromTyped, money, type Money } from '../../core/money.ts';
import type { DueLine } from '../../dues/index.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { disclosure } from '../../web/components/disclosure.ts';
import { html, type Html } from '../../web/html.ts';
import { postedFields } from '../../web/posted-fields.ts';
import type { OfficeView } from '../office-view.ts';
import { dueTexts } from './due.texts.ts';

const rows = [1, 2, 3, 4] as const;

export type ReadLines =
  | { readonly kind: 'good'; readonly lines: readonly DueLine[] }
  /** The first field that is wrong; null where the lines do not add up to the amount. */
  | { readonly kind: 'bad'; readonly field: string | null };

/** @param amount what they must add up to; null where it is wrong itself */
export function readLines(body: unknown, currency: string, amount: Money | null): ReadLines {
  const fields = postedFields(body);
  const typed = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, 300) : '';
  };
  const lines: DueLine[] = [];
  for (const row of rows) {
    const [text, price] = [typed(`line_${row}`), typed(`line_${row}_amount`)];
    if (text === '' && price === '') continue;
    const isMinus = /^[-−–]/.test(price);
    const read = fromTyped(price.replace(/^[-−–]\s*/, ''), currency);
    if (text === '' || holdsCardNumber(text)) return { kind: 'bad', field: `line_${row}` };
    if (!read) return { kind: 'bad', field: `line_${row}_amount` };
    lines.push({ text, minor: String(isMinus ? -read.minor : read.minor) });
  }
  const sum = lines.reduce((total, { minor }) => total + BigInt(minor), 0n);
  const isRight = lines.length === 0 || (amount !== null && equal(money(sum, currency), amount));
  return isRight ? { kind: 'good', lines } : { kind: 'bad', field: null };
}

export function lineFields(view: OfficeView, form: FilledForm): Html {
  const t = dueTexts(view.language);
  const content = html`<p class="form-text">${t('lines_hint')}</p>
    ${rows.map(
      (row) => html`<div class="it-pair">
        ${textField({ name: `line_${row}`, label: t('line', { number: row }) }, form)}
        ${textField({ name: `line_${row}_amount`, label: t('line_amount', { number: row }), inputMode: 'decimal', width: 'short', maximum: 20 }, form)}
      </div>`,
    )}`;
  const isBegun = rows.some((row) => (form.values[`line_${row}`] ?? '') !== '');
  return isBegun ? html`<h2>${t('lines')}</h2>${content}` : disclosure(t('lines'), content);
}
