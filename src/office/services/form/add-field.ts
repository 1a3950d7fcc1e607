/** Which kind of field comes next, and the button that adds it. */
import { fieldKinds } from '../../../forms/index.ts';
import { html, type Html } from '../../../web/html.ts';
import type { OfficeView } from '../../office-view.ts';
import { editorTexts } from './editor.texts.ts';

export function addField(view: OfficeView, count: number): Html {
  const t = editorTexts(view.language);
  return html`<div class="it-add-field" id="add" tabindex="-1"><fieldset>
    <legend>${t('add_title')}</legend>
    <div class="it-pair">
      <div class="form-group">
        <label class="form-label" for="add_kind">${t('kind')}</label>
        <select class="form-select" id="add_kind" name="add_kind">
          ${fieldKinds.map(
            (kind) =>
              html`<option value="${kind}">${t(`kind_${kind}`)} – ${t(`kind_${kind}_about`)}</option>`,
          )}
        </select>
      </div>
      <button type="submit" name="step" value="add" formnovalidate formaction="#field-${count}"
        class="btn btn-outline-primary">${t('add')}</button>
    </div>
  </fieldset></div>`;
}
