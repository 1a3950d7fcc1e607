/** The page on which a part of a service or charge type is changed. */
import { actions, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { attribute, href, html, type Content, type Html } from '../../web/html.ts';
import { hiddenField, problemBox } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import type { OfferFacts, OfferForm, OfferSection } from './offer-section.ts';
import { offerTexts } from './services.texts.ts';

export type EditPage<Definition> = {
  readonly section: OfferSection<Definition>;
  readonly title: string;
  readonly lead: string;
  /** Below the office. */
  readonly path: string;
  readonly back: { readonly path: string; readonly label: string };
  readonly facts: OfferFacts;
  readonly form: OfferForm;
  /** The version that is changed. */
  readonly version: number;
  /** Why saving was refused. */
  readonly problem: Content;
  readonly isSaved: boolean;
  /** Where the page shows what a step was about. */
  readonly focus: string | null;
};

export function editPage<Definition>(view: OfficeView, page: EditPage<Definition>): Html {
  const t = offerTexts(view.language);
  const { section, form } = page;
  const preview = section.preview?.(view, form.posted);
  const content = html`
    ${stepsWithoutButton()}
    ${hiddenField('version', String(page.version))}
    ${section.fields(view, form, page.facts)}
    <div class="it-save">${actions(saveButton(t('save')))}</div>`;
  return officePage(view, {
    title: page.title,
    hasErrors: Object.keys(form.errors).length > 0 || page.problem !== null,
    ...(preview !== undefined && { scripts: [view.files.previewScript] }),
    content: html`${page.isSaved && announcement('success', t('saved'))}${problemBox(page.problem)}
      ${errorSummary(view, form.errors)}
      <p><a href="${href(view.office.to(page.back.path))}">${page.back.label}</a></p>
      ${pageHeading(page.title, page.lead)}
      ${
        preview === undefined
          ? html`<div${attribute('data-goto', page.focus)}>${postForm(view, view.office.to(page.path), content)}</div>`
          : html`<div class="it-editor"${attribute('data-goto', page.focus)}${attribute('data-preview', view.office.to(`${page.path}/preview`))}>
              <div>${postForm(view, view.office.to(page.path), content)}</div>
              <section class="it-preview" aria-labelledby="preview-title">
                <h2 id="preview-title">${t('preview')}</h2>
                <p class="form-text">${t('preview_about')}</p>
                <div data-preview-here>${preview}</div>
              </section>
            </div>`
      }`,
  });
}

/** Enter in a field presses the first button of a form: it must neither save nor remove anything. */
function stepsWithoutButton(): Html {
  return html`<button type="submit" name="step" value="refresh" formnovalidate tabindex="-1"
    aria-hidden="true" class="visually-hidden"></button>`;
}

function saveButton(label: string): Html {
  return html`<button type="submit" name="step" value="save" class="btn btn-primary">${label}</button>`;
}
