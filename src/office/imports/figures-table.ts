/** How many invoices and dues of an upload are of each kind, and what they add up to, by currency. */
import { locales } from '../../core/texts.ts';
import type { Money } from '../../core/money.ts';
import {
  dueEffects,
  dueEffectTexts,
  effectTexts,
  invoiceEffects,
  type Figures,
  type Upload,
} from '../../uploads/index.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
import { importTexts } from './imports.texts.ts';

export function figuresTable(view: OfficeView, { figures }: Upload): Html | null {
  if (!figures) return null;
  const t = importTexts(view.language);
  const effect = effectTexts(view.language);
  const dueEffect = dueEffectTexts(view.language);
  const invoices = inOrder(figures.invoices).map((one) => ({ ...one, what: effect(one.effect) }));
  const dues = dueEffects.flatMap((each) =>
    figures.dues
      .filter((one) => one.effect === each)
      .map((one) => ({ ...one, what: dueEffect(each) })),
  );
  return html`${invoices.length > 0 && tableOf(view, t('sums'), invoices)}
    ${dues.length > 0 && tableOf(view, t('dues_sums'), dues)}`;
}

type Line = { readonly what: string; readonly count: number; readonly sum: Money | null };

function tableOf(view: OfficeView, title: string, lines: readonly Line[]): Html {
  const t = importTexts(view.language);
  return html`<section>
    <h2>${title}</h2>
    ${dataTable({
      caption: title,
      isCaptionHidden: true,
      columns: [
        { name: t('kind') },
        { name: t('count'), isAmount: true },
        { name: t('sum'), isAmount: true },
      ],
      lines: lines.map(({ what, count, sum }) => [
        what,
        count.toLocaleString(locales[view.language]),
        sum ? showMoney(view, sum) : '–',
      ]),
    })}
  </section>`;
}

function inOrder(invoices: Figures['invoices']): Figures['invoices'] {
  const place = ({ effect }: Figures['invoices'][number]): number => invoiceEffects.indexOf(effect);
  return invoices.toSorted((one, other) => place(one) - place(other));
}
