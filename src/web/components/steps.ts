/** Where the payer stands on the way from the invoice to the receipt. */
import type { Html } from '../html.ts';
import { attribute, html } from '../html.ts';
import type { View } from '../view.ts';
import { componentTexts } from './component.texts.ts';

const rest = ['method', 'receipt'] as const;
export type Step = 'invoice' | 'cart' | (typeof rest)[number];

/** @param first where the way began, when it is not seen from where the payer stands */
export function steps(
  view: View,
  current: Step,
  first: 'invoice' | 'cart' = current === 'cart' ? 'cart' : 'invoice',
): Html {
  const order: readonly Step[] = [first, ...rest];
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
