/** The logo on the page of looks: how it will look, the field for another one, and taking it away. */
import { logoVersion, type Organisation } from '../../organisations/index.ts';
import { actions, button, fileForm, postForm } from '../../web/components/action.ts';
import { fileField, type FilledForm } from '../../web/components/field.ts';
import { href, html, type Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { logoTexts } from './logo.texts.ts';

export function logoPart(
  view: OfficeView,
  form: FilledForm,
  { slug, settings }: Pick<Organisation, 'slug' | 'settings'>,
): Html {
  const t = logoTexts(view.language);
  const { logo, colour } = settings;
  const hint = t(logo ? 'hint_again' : 'hint');
  const accepts = 'image/svg+xml,image/png,.svg,.png';
  return html`<section>
    <h2>${t('title')}</h2>
    ${logo && sample(`/${slug}/logo?v=${logoVersion(logo)}`, colour, t('sample'))}
    ${fileForm(
      view,
      view.office.to('/settings/looks/logo'),
      html`${fileField({ name: 'logo', label: t('field'), hint, accepts, isSingle: true }, form)}
        ${actions(button(t('save')))}`,
    )}
    ${
      logo &&
      postForm(
        view,
        view.office.to('/settings/looks/logo/remove'),
        actions(button(t('remove'), 'secondary')),
      )
    }
  </section>`;
}

/** As in the head of each page, and large on white. */
function sample(address: string, colour: string, words: string): Html {
  return html`<figure class="it-sample">
    <svg viewBox="0 0 320 104" width="320" height="104" role="img" aria-label="${words}">
      <rect width="156" height="104" rx="6" fill="${colour}"/>
      <rect x="56" y="30" width="44" height="44" rx="4" fill="#fff"/>
      <image href="${href(address)}" x="56" y="30" width="44" height="44"/>
      <rect x="164" width="156" height="104" rx="6" fill="#fff" stroke="#d6dce3"/>
      <image href="${href(address)}" x="198" y="8" width="88" height="88"/>
    </svg>
    <figcaption class="small text-secondary">${words}</figcaption>
  </figure>`;
}
