/** The form as payers will see it, drawn from what is typed so far: what is not finished yet is left out of it. */
import { fieldDefinition, formDefinition, type FieldDefinition } from '../../../forms/index.ts';
import { answerFields } from '../../../web/components/answer-fields.ts';
import { emptyForm } from '../../../web/components/field.ts';
import { html, type Content } from '../../../web/html.ts';
import type { OfficeView } from '../../office-view.ts';
import { wordsOf, withRows, type PostedOffer } from '../posted-offer.ts';
import { editorTexts } from './editor.texts.ts';
import { filledOptions, formRows, kindOf, rowsName, tidyForm } from './form-rows.ts';
import { readFormRows } from './read-form.ts';

export function formPreview(view: OfficeView, typed: PostedOffer): Content {
  const t = editorTexts(view.language);
  const fields = readFormRows(tidyForm(withWords(typed, t('unnamed')))).fields.flatMap(drawable);
  if (fields.length === 0) return html`<p>${t('preview_empty')}</p>`;
  const whole = formDefinition.safeParse({ fields });
  if (whole.success) return answerFields(view, whole.data, emptyForm);
  const free = fields.map((field) => ({ ...field, shown_when: undefined }));
  return answerFields(view, { fields: free }, emptyForm);
}

/** A field whose settings are wrong is shown without them. */
function drawable(field: Readonly<Record<string, unknown>>): FieldDefinition[] {
  const { kind, name, label, options } = field;
  const bare = { kind, name, label, ...(kind === 'choice' && { options }) };
  const read = [field, bare].map((one) => fieldDefinition.safeParse(one));
  const good = read.find(({ success }) => success)?.data;
  return good ? [good] : [];
}

/** A field that was just added has no words and no answers yet, and is shown all the same. */
function withWords(posted: PostedOffer, unnamed: string): PostedOffer {
  const rows = formRows(tidyForm(posted)).map((row) => {
    const worded = wordsOf(row, 'label') === undefined ? { ...row, label_it: unnamed } : row;
    const isWithoutAnswers = kindOf(row) === 'choice' && filledOptions(row).length === 0;
    return isWithoutAnswers ? withRows(worded, 'options', [{ value: '', label_it: '…' }]) : worded;
  });
  return withRows(posted, rowsName, rows);
}
