/** The list of services, each with its state and figures, in the order in which payers see them. */
import type { Money } from '../../core/money.ts';
import { inLanguage } from '../../core/localised.ts';
import { serviceCategoryTexts, type Service } from '../../services/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { moveButtons } from './move-buttons.ts';
import { offerTexts } from './services.texts.ts';

export type ServiceFigures = {
  readonly collected: readonly Money[];
  readonly outstanding: readonly Money[];
};

export type ServicesPage = {
  readonly services: readonly Service[];
  readonly figures: ReadonlyMap<string, ServiceFigures>;
  /** Whether the person looks after all services. */
  readonly mayAll: boolean;
  readonly orderKey: string;
  readonly said: string | null;
};

export function servicesPage(view: OfficeView, page: ServicesPage): Html {
  const t = offerTexts(view.language);
  const { services, figures, mayAll } = page;
  const to = view.office.to;
  return officePage(view, {
    title: t('title'),
    content: html`${page.said !== null && announcement('success', page.said)}
      ${pageHeading(t('title'), t('lead'))}
      ${actions(
        mayAll && linkButton(t('new_service'), to('/services/new_service')),
        mayAll && linkButton(t('load_file'), to('/services/load_file'), 'secondary'),
        linkButton(t('discounts'), to('/discounts'), 'secondary'),
        mayAll && linkButton(t('terms'), to('/terms'), 'secondary'),
      )}
      ${
        services.length === 0
          ? html`<p>${t('no_services')}</p>`
          : dataTable({
              caption: t('title'),
              isCaptionHidden: true,
              columns: [
                { name: t('service') },
                { name: t('category') },
                { name: t('state') },
                { name: t('collected'), isAmount: true },
                { name: t('outstanding'), isAmount: true },
                ...(mayAll ? [{ name: t('order') }] : []),
              ],
              lines: services.map((service) => [
                html`<a href="${href(to(`/services/${service.id}`))}">${inLanguage(service.definition.name, view.language)}</a>`,
                serviceCategoryTexts(view.language)(service.definition.category),
                t(`state_${service.state}`),
                amounts(view, figures.get(service.id)?.collected),
                amounts(view, figures.get(service.id)?.outstanding),
                ...(mayAll
                  ? [
                      moveButtons(view, {
                        action: `/services/${service.id}/move`,
                        name: inLanguage(service.definition.name, view.language),
                        orderKey: page.orderKey,
                        isFirst: service === services[0],
                        isLast: service === services.at(-1),
                      }),
                    ]
                  : []),
              ]),
            })
      }
      ${
        services.length > 0 &&
        html`<p>
        <a href="${href(to('/services/file.json'))}">${t('download_all')}</a>
      </p>`
      }`,
  });
}

export function amounts(view: OfficeView, sums: readonly Money[] | undefined): Content {
  if (!sums || sums.length === 0) return '–';
  return sums.map((sum) => html`<span class="d-block">${showMoney(view, sum)}</span>`);
}
