/** The form as payers will see it, drawn from what is typed so far. */
import { formDefinition } from '../../../forms/index.ts';
import type { Content } from '../../../web/html.ts';
import { html } from '../../../web/html.ts';
import type { OfficeView } from '../../office-view.ts';
import { wordsOf, type PostedOffer } from '../posted-offer.ts';
import { editorTexts } from './editor.texts.ts';
import { formRows, rowsName, tidyForm } from './form-rows.ts';
import { withRows } from '../posted-offer.ts';
import { drawPreview } from './draw-preview.ts';
import { readFormRows } from './read-form.ts';

export function formPreview(view: OfficeView, typed: PostedOffer): Content {
  const t = editorTexts(view.language);
  const posted = tidyForm(withLabels(typed, t('unnamed')));
  const read = formDefinition.safeParse(readFormRows(posted));
  if (!read.success) return html`<p>${t('preview_later')}</p>`;
  if (read.data.fields.length === 0) return html`<p>${t('preview_empty')}</p>`;
  return drawPreview(view, read.data);
}

/** A field without words is shown all the same: it was just added. */
function withLabels(posted: PostedOffer, unnamed: string): PostedOffer {
  const rows = formRows(tidyForm(posted)).map((row) =>
    wordsOf(row, 'label') === undefined ? { ...row, label_it: unnamed } : row,
  );
  return withRows(posted, rowsName, rows);
}
