/** Where the payer stands on the way from the invoice to the receipt. */
import type { Html } from '../html.ts';
import { attribute, html } from '../html.ts';
import type { View } from '../view.ts';
import { componentTexts } from './component.texts.ts';

const order = ['invoice', 'method', 'receipt'] as const;
export type Step = (typeof order)[number];

export function steps(view: View, current: Step): Html {
  const t = componentTexts(view.language);
  const reached = order.indexOf(current);
  const classOf = (index: number): string => {
    if (index === reached) return 'active';
    return index < reached ? 'confirmed' : '';
  };
  return html`<ol class="steppers d-print-none" aria-label="${t('steps')}">
    ${order.map(
      (step, index) =>
        html`<li class="${classOf(index)}"${attribute(
          'aria-current',
          index === reached && 'step',
        )}><span class="steppers-number" aria-hidden="true">${index + 1}</span>${t(`step_${step}`)}</li>`,
    )}
  </ol>`;
}
