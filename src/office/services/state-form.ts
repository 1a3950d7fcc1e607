/** Opens, closes and withdraws from sight: a service or a charge type. */
import type { OfferState } from '../../services/index.ts';
import { actions, postForm } from '../../web/components/action.ts';
import { html, type Html } from '../../web/html.ts';
import { hiddenField } from '../acting/form-parts.ts';
import type { OfficeView } from '../office-view.ts';
import { offerTexts } from './services.texts.ts';

const next: Readonly<Record<OfferState, readonly OfferState[]>> = {
  draft: ['open'],
  open: ['closed'],
  closed: ['open', 'draft'],
};

export function stateForm(
  view: OfficeView,
  offer: {
    readonly state: OfferState;
    readonly version: number;
    readonly path: string;
    readonly hasCharges?: boolean;
  },
): Html {
  const t = offerTexts(view.language);
  return html`<section>
    <h2>${t('visibility')}</h2>
    <p>${t(`state_${offer.state}_about`)}</p>
    ${postForm(
      view,
      view.office.to(`${offer.path}/state`),
      html`${hiddenField('version', String(offer.version))}
        ${actions(
          next[offer.state].map(
            (state) => html`<button type="submit" name="state" value="${state}"
              class="btn btn-outline-primary">${t(`make_${state}`)}</button>`,
          ),
        )}`,
    )}
  </section>`;
}

export function offerState(text: string | undefined): OfferState | null {
  return text !== undefined && Object.hasOwn(next, text) ? asState(text) : null;
}

function asState(text: string): OfferState | null {
  return (['draft', 'open', 'closed'] as const).find((state) => state === text) ?? null;
}
