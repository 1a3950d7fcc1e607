/** The page of one charge type: how it stands, and where each part of it is changed. */
import { inLanguage } from '../../core/localised.ts';
import type { ChargeType } from '../../services/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { problemBox } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import type { ChargeAt } from './reach.ts';
import { partsOf, chargePath } from './charge-parts.ts';
import { offerTexts } from './services.texts.ts';
import { stateForm } from './state-form.ts';

export type ChargePage = ChargeAt & {
  readonly payerAddress: string;
  readonly said: string | null;
  readonly problem: string | null;
};

export function chargePage(view: OfficeView, page: ChargePage): Html {
  const t = offerTexts(view.language);
  const { service, charge } = page;
  const path = chargePath(charge);
  const name = inLanguage(charge.definition.name, view.language);
  const { description } = charge.definition;
  return officePage(view, {
    title: name,
    hasErrors: page.problem !== null,
    content: html`${page.said !== null && announcement('success', page.said)}${problemBox(page.problem)}
      <p><a href="${href(view.office.to(`/services/${service.id}`))}">${t('back_to', { name: inLanguage(service.definition.name, view.language) })}</a></p>
      ${pageHeading(name, description && inLanguage(description, view.language))}
      ${factList([
        [t('kind'), t(`kind_${charge.kind}`)],
        [t('state'), t(`state_${charge.state}`)],
        [t('charge_id'), charge.id],
      ])}
      ${
        charge.kind === 'free' &&
        actions(
          linkButton(
            t('see_as_payer'),
            isSeen(page) ? page.payerAddress : view.office.to(`${path}/preview`),
            'secondary',
          ),
        )
      }
      <ul class="it-link-list">
        ${partsOf(charge).map(
          (part) => html`<li>
            <a href="${href(view.office.to(`${path}/${part}`))}">${t(`part_${part}`)}</a>
            <p>${partSummary(view, charge, part)}</p>
          </li>`,
        )}
      </ul>
      ${stateForm(view, { ...charge, path })}`,
  });
}

function isSeen({ service, charge }: ChargePage): boolean {
  return service.state !== 'draft' && charge.state !== 'draft';
}

/** What is there already, so that nobody has to open a page to see it. */
function partSummary(
  view: OfficeView,
  charge: ChargeType,
  part: ReturnType<typeof partsOf>[number],
): Content {
  const t = offerTexts(view.language);
  if (charge.kind === 'dues' || part === 'about' || part === 'price')
    return t(`part_${part}_about`);
  if (part === 'amount') return t(`amount_${charge.definition.amount.kind}`);
  if (part === 'debtor') return t(`debtor_${charge.definition.debtor.who}`);
  const { fields } = charge.definition.form;
  if (fields.length === 0) return t('form_empty');
  return fields.map(({ label }) => inLanguage(label, view.language)).join(' · ');
}
