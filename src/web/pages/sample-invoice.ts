/** A drawn invoice that shows where its number, the customer code and the amount stand. */
import type { Language } from '../../core/texts.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { findInvoiceTexts } from './find-invoice.texts.ts';

const amounts: Readonly<Record<Language, string>> = {
  it: '1.234,50 €',
  en: '€1,234.50',
  es: '1.234,50 €',
};

export function sampleInvoice(language: Language): Html {
  const t = findInvoiceTexts(language);
  return html`<figure class="figure">
    <svg viewBox="0 0 520 330" role="img" aria-label="${t('where_alt')}" font-size="15" fill="#17324d">
      <path d="M28 34h120M28 52h84" stroke="#b8c4d1" stroke-width="8" />
      <text x="300" y="44" font-size="20" font-weight="700">${t('sample_title')}</text>
      <text x="300" y="70">2026/1042</text>
      ${spot(280, 65, 1)}
      <text x="44" y="122" font-weight="600">${t('sample_customer')}</text>
      <path d="M44 140h150" stroke="#b8c4d1" stroke-width="8" />
      <text x="44" y="172">C-004518</text>
      ${spot(24, 167, 2)}
      <path d="M28 204h464" stroke="#5c6f82" />
      <path d="M28 226h250M420 226h72M28 250h200M420 250h72" stroke="#b8c4d1" stroke-width="8" />
      <path d="M28 272h464" stroke="#5c6f82" />
      <text x="492" y="303" text-anchor="end" font-weight="700">${t('sample_total')}: ${amounts[language]}</text>
      ${spot(492, 318, 3, 'end')}
    </svg>
  </figure>
  <ol class="small mb-4 mt-2">
    <li>${t('number')}</li>
    <li>${t('customer_code')}</li>
    <li>${t('amount')}</li>
  </ol>`;
}

function spot(x: number, y: number, number: number, place: 'before' | 'end' = 'before'): Html {
  const [left, top] = place === 'end' ? [x - 8, y - 48] : [x, y];
  return html`<circle cx="${left}" cy="${top}" r="12" fill="#b3172f" />
    <text x="${left}" y="${top + 5}" text-anchor="middle" fill="#fff" font-size="14" font-weight="700">${number}</text>`;
}
