/** How many invoices of an upload are of each kind, and what they add up to, by currency. */
import { locales } from '../../core/texts.ts';
import { effectTexts, invoiceEffects, type Figures, type Upload } from '../../uploads/index.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
import { importTexts } from './imports.texts.ts';

export function figuresTable(view: OfficeView, { figures }: Upload): Html | null {
  const t = importTexts(view.language);
  if (!figures || figures.invoices.length === 0) return null;
  return html`<section>
    <h2>${t('sums')}</h2>
    ${dataTable({
      caption: t('sums'),
      isCaptionHidden: true,
      columns: [
        { name: t('kind') },
        { name: t('count'), isAmount: true },
        { name: t('sum'), isAmount: true },
      ],
      lines: inOrder(figures.invoices).map(({ effect, count, sum }) => [
        effectTexts(view.language)(effect),
        count.toLocaleString(locales[view.language]),
        showMoney(view, sum),
      ]),
    })}
  </section>`;
}

function inOrder(invoices: Figures['invoices']): Figures['invoices'] {
  const place = ({ effect }: Figures['invoices'][number]): number => invoiceEffects.indexOf(effect);
  return invoices.toSorted((one, other) => place(one) - place(other));
}
