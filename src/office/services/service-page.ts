/** The page of one service: how it stands, what it charges, and where each part of it is changed. */
import { inLanguage } from '../../core/localised.ts';
import { serviceCategoryTexts, type ChargeType, type Service } from '../../services/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { problemBox } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { moveButtons } from './move-buttons.ts';
import { amounts, type ServiceFigures } from './services-page.ts';
import { offerTexts } from './services.texts.ts';
import { stateForm } from './state-form.ts';

export type ServicePage = {
  readonly service: Service;
  readonly charges: readonly ChargeType[];
  readonly figures: ServiceFigures | null;
  /** Where payers see it once it is open. */
  readonly payerAddress: string;
  readonly orderKey: string;
  readonly said: string | null;
  readonly problem: string | null;
};

export function servicePage(view: OfficeView, page: ServicePage): Html {
  const t = offerTexts(view.language);
  const { service, charges } = page;
  const path = `/services/${service.id}`;
  const name = inLanguage(service.definition.name, view.language);
  return officePage(view, {
    title: name,
    hasErrors: page.problem !== null,
    content: html`${page.said !== null && announcement('success', page.said)}${problemBox(page.problem)}
      <p><a href="${href(view.office.to('/services'))}">${t('back_to_services')}</a></p>
      ${pageHeading(name, service.definition.summary && inLanguage(service.definition.summary, view.language))}
      ${factList([
        [t('state'), t(`state_${service.state}`)],
        [t('category'), serviceCategoryTexts(view.language)(service.definition.category)],
        [t('collected'), amounts(view, page.figures?.collected)],
        [t('outstanding'), amounts(view, page.figures?.outstanding)],
        [
          t('address'),
          service.state === 'open'
            ? html`<a href="${href(page.payerAddress)}">${page.payerAddress}</a>`
            : page.payerAddress,
        ],
      ])}
      ${actions(
        linkButton(t('edit_service'), view.office.to(`${path}/about`)),
        linkButton(
          t('see_as_payer'),
          service.state === 'draft' ? view.office.to(`${path}/preview`) : page.payerAddress,
          'secondary',
        ),
      )}
      <section>
        <h2>${t('charges')}</h2>
        <p>${t('charges_about')}</p>
        ${charges.length > 0 && chargeTable(view, page)}
        ${actions(
          linkButton(t('new_free'), view.office.to(`${path}/new/free`), 'secondary'),
          linkButton(t('new_dues'), view.office.to(`${path}/new/dues`), 'secondary'),
        )}
      </section>
      ${stateForm(view, { ...service, path, hasCharges: charges.length > 0 })}
      <p><a href="${href(view.office.to(`${path}/file.json`))}">${t('download_one')}</a></p>`,
  });
}

function chargeTable(view: OfficeView, { service, charges, orderKey }: ServicePage): Html {
  const t = offerTexts(view.language);
  const path = `/services/${service.id}/charges`;
  return dataTable({
    caption: t('charges'),
    isCaptionHidden: true,
    columns: [
      { name: t('charge') },
      { name: t('kind') },
      { name: t('state') },
      { name: t('order') },
    ],
    lines: charges.map((charge) => {
      const name = inLanguage(charge.definition.name, view.language);
      return [
        html`<a href="${href(view.office.to(`${path}/${charge.id}`))}">${name}</a>`,
        t(`kind_${charge.kind}`),
        t(`state_${charge.state}`),
        moveButtons(view, {
          action: `${path}/${charge.id}/move`,
          name,
          orderKey,
          isFirst: charge === charges[0],
          isLast: charge === charges.at(-1),
        }),
      ];
    }),
  });
}
